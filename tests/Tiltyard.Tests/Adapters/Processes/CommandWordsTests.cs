using Tiltyard.Adapters.Processes;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Adapters.Processes;

/// <summary>Commands are split as a shell would; what a shell does besides is left out.</summary>
public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("a b  c", "a|b|c")]
    [InlineData(" a\t'b c' d", "a|b c|d")]
    [InlineData("a \"b 'c'\" d", "a|b 'c'|d")]
    [InlineData("a \"b \\\" \\\\ \\n\"", "a|b \" \\ \\n")]
    [InlineData("a 'b \\' c", "a|b \\|c")]
    [InlineData("a b\\ c", "a|b c")]
    [InlineData("a'b'\"c\"", "abc")]
    [InlineData("a ''", "a|")]
    [InlineData("a $HOME `x` *.c | b > c; d", "a|$HOME|`x`|*.c|||b|>|c;|d")]
    public void A_command_is_split_into_words(string command, string words) => Assert.Equal(words, string.Join('|', CommandWords.Split(command)));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    [InlineData("''")]
    [InlineData(" ")]
    public void A_command_without_an_end_or_a_word_is_refused(string command) => Assert.Throws<DocumentException>(() => CommandWords.Split(command));
}
