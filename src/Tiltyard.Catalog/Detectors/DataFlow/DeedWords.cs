using System.Collections.Frozen;

namespace Tiltyard.Catalog.Detectors.DataFlow;

/// <summary>Which English words ask for which deed. Several deeds may be asked for by one word: to add is to create, to update or to invite.</summary>
internal static class DeedWords
{
    private static readonly (Deeds Deed, string Words)[] Table =
    [
        (Deeds.Send, "send email mail message forward reply notify tell inform text dm respond contact deliver submit dispatch transmit write let share remind post answer"),
        (Deeds.Create, "create make add schedule set book plan new organize organise arrange remind reminder put insert generate write draft open build register produce note save log record start"),
        (Deeds.Delete, "delete remove erase discard clear drop trash destroy wipe purge uninstall clean rid cancel empty"),
        (Deeds.Update, "update change modify edit reschedule schedule move rename set correct adjust fix replace append add alter revise amend postpone shift increase decrease raise reduce put include extend insert switch convert turn mark"),
        (Deeds.Share, "share grant give invite access permission permit allow send authorize authorise"),
        (Deeds.Pay, "pay transfer send wire refund settle purchase buy bill invoice transaction donate reimburse remit payment money deposit withdraw order checkout spend rent subscribe"),
        (Deeds.Reserve, "reserve book reservation hold order"),
        (Deeds.Post, "post publish comment announce tweet upload write submit push share put release"),
        (Deeds.Invite, "invite add include join enroll enrol guest participant attendee member"),
        (Deeds.Cancel, "cancel delete remove revoke terminate end stop undo call refund return close drop kick ban block leave unsubscribe"),
        (Deeds.Store, "upload put save store copy backup move download clone attach import export sync"),
        (Deeds.Run, "apply use redeem install enable activate run execute start stop disable deactivate turn restart reset launch deploy trigger build test call"),
        (Deeds.Decide, "accept reject approve decline confirm merge close assign block unblock ban star fork follow like vote commit push authorize authorise grant allow"),
    ];

    private static readonly FrozenDictionary<string, Deeds>.AlternateLookup<ReadOnlySpan<char>> ByStem = Stems().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word in lower case asks for, in any of its forms.</summary>
    public static Deeds Of(ReadOnlySpan<char> word) => ByStem.TryGetValue(WordStem.Of(word), out var deeds) ? deeds : Deeds.None;

    private static FrozenDictionary<string, Deeds> Stems()
    {
        var stems = new Dictionary<string, Deeds>(StringComparer.Ordinal);
        foreach (var (deed, words) in Table)
        {
            foreach (var word in words.Split(' '))
            {
                var stem = WordStem.Of(word).ToString();
                stems[stem] = stems.GetValueOrDefault(stem) | deed;
            }
        }

        return stems.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
