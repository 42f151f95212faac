using System.Runtime.InteropServices;
using Tiltyard.Catalog.Detectors.Injection.Words;

namespace Tiltyard.Catalog.Detectors.Injection.Scoring;

/// <summary>Names the family of a sentence that was found to be an injection, by the classes of its words.</summary>
internal sealed class FamilyNaming(Lexicon lexicon)
{
    private readonly int _override = lexicon.Class("override");
    private readonly int _instruction = lexicon.Class("instruction");
    private readonly int _earlier = lexicon.Class("earlier");
    private readonly int _reveal = lexicon.Class("reveal");
    private readonly int _secret = lexicon.Class("secret");
    private readonly int _mode = lexicon.Class("mode");
    private readonly int _pretend = lexicon.Class("pretend");
    private readonly int _authority = lexicon.Class("authority");
    private readonly int _output = lexicon.Class("output");
    private readonly int _append = lexicon.Class("append");
    private readonly int _you = lexicon.Class("you");

    public string Of(List<WordToken> words, int depth)
    {
        var seen = 0UL;
        var disguised = depth > 0;
        foreach (var word in CollectionsMarshal.AsSpan(words))
        {
            seen |= word.Symbol < 64 + Symbols.FirstClass && word.Symbol >= Symbols.FirstClass ? 1UL << (word.Symbol - Symbols.FirstClass) : 0;
            disguised |= (word.Marks & (WordMarks.Tag | WordMarks.Hidden)) != WordMarks.None;
        }

        if (disguised) return InjectionFamilies.HiddenInstructions;
        if (Has(_override) && (Has(_instruction) || Has(_earlier))) return InjectionFamilies.RoleConfusion;
        if (Has(_secret) || (Has(_reveal) && Has(_instruction) && Has(_you))) return InjectionFamilies.SystemPromptLeak;
        if (Has(_pretend) || (Has(_mode) && Has(_you))) return InjectionFamilies.Jailbreak;
        if (Has(_mode)) return InjectionFamilies.ContextSwitch;
        if (Has(_authority)) return InjectionFamilies.FakeAuthority;
        if (Has(_append)) return InjectionFamilies.InstructionAppend;
        return Has(_output) ? InjectionFamilies.OutputManipulation : InjectionFamilies.InstructionInData;

        bool Has(int symbol) => (seen >> (symbol - Symbols.FirstClass) & 1) != 0;
    }
}
