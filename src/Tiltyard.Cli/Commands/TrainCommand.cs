using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Tiltyard.Catalog.Detectors.Injection.Training;
using Tiltyard.Documents;

namespace Tiltyard.Cli.Commands;

/// <summary>tiltyard train: writes the data that a detector ships with, anew and bit for bit.</summary>
internal static class TrainCommand
{
    private const int MostSamples = 100_000;

    public static Command Make() => new("train", "Makes the trained data of a detector anew.") { Injection() };

    private static Command Injection()
    {
        var seed = new Option<string>("--seed") { Description = "The seed of the texts and of their order.", DefaultValueFactory = _ => Text(InjectionTraining.CommittedSeed) };
        var texts = new Option<string>("--texts") { Description = "How many texts the grammars write.", DefaultValueFactory = _ => Text(InjectionTraining.CommittedTexts) };
        var into = new Option<string?>("--out") { Description = "The model's file." };
        var samples = new Option<string?>("--samples") { Description = "Trains nothing and prints so many of the texts, one a line: {text, label, source}." };
        var command = new Command("injection", "Trains the model of prompt_injection on texts that its grammars write; seed and number as committed give the shipped bytes.") { seed, texts, into, samples };
        command.SetAction(parsed =>
        {
            var from = Flags.Whole("--seed", parsed.GetValue(seed)!, 0, long.MaxValue).AsInteger();
            var count = (int)Flags.Whole("--texts", parsed.GetValue(texts)!, InjectionTraining.FewestTexts, InjectionTraining.MostTexts).AsInteger();
            if (parsed.GetValue(samples) is { } asked) return Print(from, (int)Flags.Whole("--samples", asked, 1, MostSamples).AsInteger());
            var path = parsed.GetValue(into) ?? throw new DocumentException("--out", "the file of the model is missing");
            var model = InjectionTraining.Train(from, count);
            Write(path, model);
            Output.Line($"{model.Length:N0} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(model))}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static int Print(long seed, int count)
    {
        foreach (var text in InjectionTraining.Samples(seed, count))
            Output.Line(CanonicalJson.Text(DocumentNode.Map(("text", text.Text), ("label", text.IsAttack ? 1 : 0), ("source", text.Family))));
        return ExitCodes.Ok;
    }

    private static void Write(string path, byte[] model)
    {
        try
        {
            File.WriteAllBytes(path, model);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(path, $"the model cannot be written: {e.Message}");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
