using Tiltyard.Runs;

namespace Tiltyard.Testing;

/// <summary>What every run store must hold to. Make it with a function that opens a fresh, empty store.</summary>
public sealed class StoreContract(Func<IRunStore> open)
{
    public void CheckAll()
    {
        CheckArtifacts();
        CheckUncommittedArtifacts();
        CheckJournal();
        CheckTraces();
    }

    /// <summary>An artifact is there as a whole, and replacing it leaves the new one.</summary>
    public void CheckArtifacts()
    {
        using var store = open();
        Clause.Holds(store.Read("results.json") is null, "an artifact is there before it was written");
        store.Replace("results.json", "old"u8);
        store.Replace("results.json", "new"u8);
        Clause.Same("new"u8, store.Read("results.json"), "a replaced artifact is not the new one");
        using (var writer = store.Create("deep/rows.jsonl"))
        {
            writer.Write("a\n"u8);
            writer.Write("b\n"u8);
            writer.Commit();
        }

        Clause.Same("a\nb\n"u8, store.Read("deep/rows.jsonl"), "a streamed artifact is not what was written");
    }

    /// <summary>An artifact that was not committed is not there, and does not disturb the one before it.</summary>
    public void CheckUncommittedArtifacts()
    {
        using var store = open();
        store.Replace("page", "kept"u8);
        using (var writer = store.Create("page")) writer.Write("half"u8);
        Clause.Same("kept"u8, store.Read("page"), "an uncommitted artifact took the place of a whole one");
    }

    /// <summary>Lines come back in order, whole, by number and by offset, however many threads appended them.</summary>
    public void CheckJournal()
    {
        using var store = open();
        Clause.Holds(!store.ReadJournal().Any(), "the journal of a fresh store is not empty");
        Parallel.For(0, 100, line => store.AppendJournal(System.Text.Encoding.UTF8.GetBytes($"line {line}\nagain {line}\n"), durable: false));
        var number = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? before = null;
        foreach (var line in store.ReadJournal())
        {
            var text = System.Text.Encoding.UTF8.GetString(line.Bytes.Span);
            Clause.Holds(line.Number == ++number, "journal lines are not numbered from 1");
            Clause.Holds(store.JournalLineAt(line.Offset).Span.SequenceEqual(line.Bytes.Span), $"'{text}' is not found at its offset");
            if (text.StartsWith("again", StringComparison.Ordinal))
                Clause.Holds(text[6..].Equals(before?[5..], StringComparison.Ordinal), "lines appended in one piece were torn apart");
            before = text;
            Clause.Holds(seen.Add(text), $"'{text}' is there twice");
        }

        Clause.Holds(number == 200, $"200 lines were appended and {number} came back");
    }

    /// <summary>A trace comes back as it was written; one that was not written is not there.</summary>
    public void CheckTraces()
    {
        using var store = open();
        store.WriteTrace("cell/base-e0", "{}\n"u8, durable: true);
        Clause.Same("{}\n"u8, store.ReadTrace("cell/base-e0"), "a trace is not what was written");
        Clause.Holds(store.ReadTrace("cell/base-e1") is null, "a trace is there that nobody wrote");
        store.KeepUnfinished("cell/base-e1", "{}\n"u8);
        store.KeepUnfinished("cell/base-e1", "{}\n"u8);
        Clause.Holds(store.ReadTrace("cell/base-e1") is null, "an unfinished trace passes for a finished one");
        Clause.Same("{}\n{}\n"u8, store.Read("traces/cell/base-e1.jsonl.part"), "an unfinished trace is not what it grew to");
        store.DropUnfinished("cell/base-e1");
        store.DropUnfinished("cell/base-e1");
        Clause.Holds(store.Read("traces/cell/base-e1.jsonl.part") is null, "an unfinished trace stays after it was dropped");
    }
}
