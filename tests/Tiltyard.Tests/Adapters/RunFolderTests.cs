using System.Text;
using Tiltyard.Adapters.Stores;
using Tiltyard.Documents;
using Tiltyard.Runs;
using Tiltyard.Testing;

namespace Tiltyard.Tests.Adapters;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tiltyard-test-").FullName;
    private int _next;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_run_folder_is_a_run_store() => new StoreContract(() => RunFolder.Open(Path.Combine(_root, $"{_next++}"))).CheckAll();

    [Fact]
    public void Memory_is_a_run_store() => new StoreContract(() => new MemoryStore()).CheckAll();

    [Fact]
    public void Two_writers_never_share_a_run_folder()
    {
        var folder = Path.Combine(_root, "one");
        using var first = RunFolder.Open(folder);

        var refusal = Assert.Throws<DocumentException>(() => RunFolder.Open(folder));

        Assert.Contains("cannot be opened for writing", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/outside")]
    public void No_name_leads_out_of_the_folder(string name)
    {
        using var store = RunFolder.Open(Path.Combine(_root, "in"));

        Assert.Throws<DocumentException>(() => store.Replace(name, "x"u8));
        Assert.False(File.Exists(Path.Combine(_root, "outside")));
    }

    [Fact]
    public void A_torn_last_line_of_the_journal_is_cut_off_and_reported()
    {
        var folder = Path.Combine(_root, "torn");
        using (var store = RunFolder.Open(folder)) store.AppendJournal("whole\ntorn"u8, durable: false);
        using var again = RunFolder.Open(folder);
        long torn = 0;

        var lines = again.ReadJournal(bytes => torn = bytes).Select(line => Encoding.UTF8.GetString(line.Bytes.Span)).ToArray();

        Assert.Equal(["whole"], lines);
        Assert.Equal(4, torn);
        Assert.Equal("whole\n", File.ReadAllText(Path.Combine(folder, "journal.jsonl")));
    }
}
