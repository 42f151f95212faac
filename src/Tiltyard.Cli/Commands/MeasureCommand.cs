using System.CommandLine;
using Tiltyard.Catalog;
using Tiltyard.Catalog.Detectors;
using Tiltyard.Catalog.Detectors.Measuring;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard measure: how often a detector is right on labelled data, and how fast.</summary>
internal static class MeasureCommand
{
    private const long MostBytes = 1L << 28;

    public static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "A detector, or the validator that rests on it, such as pii." };
        var data = new Option<string?>("--data") { Description = "Labelled data, JSON lines: {text, label, source}, {text, spans} or {text, entities, expected_len, expected_positions}." };
        var corpus = new Option<string[]>("--corpus") { AllowMultipleArgumentsPerToken = true, Description = "Recorded runs instead of labelled data: every distinct output of a tool, positive where a text that the attacker placed stands in it; each family of attacks is a fold." };
        var threshold = new Option<string?>("--threshold") { Description = "The confidence from which something counts as found, 0 to 1; else the detector's own, and 0 for cases." };
        var card = new Option<string?>("--card") { Description = "Writes the card, Markdown, into this file." };
        var json = JsonOutput.Option();
        var command = new Command("measure", "Precision, recall, F1 and false-positive rate of a detector on labelled data.") { name, data, corpus, threshold, card, json };
        command.SetAction(parsed =>
        {
            var kind = Find(parsed.GetValue(name)!);
            var least = parsed.GetValue(threshold) is { } text ? Flags.Number("--threshold", text, 0, 1).AsNumber() : (double?)null;
            if (parsed.GetValue(corpus) is { Length: > 0 } files) return Folds(kind, files, least, parsed.GetValue(data), parsed.GetValue(card), parsed.GetValue(json));
            var file = parsed.GetValue(data) ?? throw new DocumentException("--data", "labelled data is missing: --data FILE, or --corpus FILE... for recorded runs");
            var (form, texts) = Read(file);
            var measurement = new Measurement(kind, form, least);
            foreach (var one in texts) measurement.Add(one);
            var report = measurement.Report();
            if (parsed.GetValue(card) is { } path) Write(path, MeasuredCard.Render(kind, report, Path.GetFileName(file)));
            if (parsed.GetValue(json)) JsonOutput.Write(MeasureText.Json(kind, report));
            else Output.Line(MeasureText.Text(kind, report));
            Output.Note(DetectorSpeed.Of(kind, texts));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static int Folds(DetectorKind kind, string[] files, double? least, string? data, string? card, bool json)
    {
        if (data is not null) throw new DocumentException("--corpus", "one of --data and --corpus, not both");
        if (card is not null) throw new DocumentException("--card", "a card is written of labelled data, not of a corpus");
        var outputs = InjectedOutputs.Read(CorpusInput.Pass(null, withSteps: true, assumesBenign: false), CorpusInput.Sources(files));
        if (outputs.Count == 0) throw new DocumentException(files[0], "no run here says whether it was attacked and holds an output of a tool");
        var report = FoldMeasurement.Of(kind, outputs, least);
        if (json) JsonOutput.Write(FoldText.Json(report));
        else Output.Line(FoldText.Text(report));
        return ExitCodes.Ok;
    }

    private static DetectorKind Find(string name) => StandardCatalog.Detectors.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.Ordinal))
        ?? throw new DocumentException("NAME", UnknownName.Reason("detector", name, StandardCatalog.Detectors.Select(kind => kind.Name)));

    private static (MeasuredForm Form, List<MeasuredText> Texts) Read(string file)
    {
        var reader = new MeasuredTextReader(file);
        var texts = new List<MeasuredText>();
        var bytes = InputFiles.ReadBytes(file, MostBytes).AsSpan();
        for (var number = 1; !bytes.IsEmpty; number++)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (line.IndexOfAnyExcept(" \t\r"u8) >= 0) texts.Add(reader.Read(line, number));
        }

        return reader.Form is { } form ? (form, texts) : throw new DocumentException(file, "there is no line with a text");
    }

    private static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the card cannot be written: {e.Message}");
        }
    }
}
