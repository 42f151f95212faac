using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tiltyard.Documents;
using Tiltyard.Worlds;

namespace Tiltyard.Corpora.Reading;

/// <summary>Reads arguments: scalars as typed values, lists and maps as canonical JSON.</summary>
internal static class ValueReading
{
    /// <summary>The name of the one argument of a call whose arguments could not be read as a map.</summary>
    public const string Unread = "arguments";

    private const int MostArguments = 1_000;

    /// <summary>The arguments the walk stands on: a map, or a text that holds one as models send it; null means none.</summary>
    public static ImmutableArray<RecordedArgument> Arguments(ref JsonWalk walk)
    {
        switch (walk.Token)
        {
            case JsonTokenType.StartObject:
                return Map(ref walk);
            case JsonTokenType.String:
                return OfText(walk.Text(), walk.File, walk.Line, walk.Pool);
            case JsonTokenType.Null:
                return [];
            default:
                throw walk.Refuse("arguments are a map");
        }
    }

    /// <summary>Any value as text: a string as it is, anything else as its JSON, null as nothing.</summary>
    public static string? AnyText(ref JsonWalk walk) => walk.Token switch
    {
        JsonTokenType.String => walk.Text(),
        JsonTokenType.Null => null,
        JsonTokenType.StartArray => List(ref walk),
        JsonTokenType.StartObject => Canonical(ref walk),
        _ => Encoding.UTF8.GetString(walk.Raw),
    };

    private static ImmutableArray<RecordedArgument> Map(ref JsonWalk walk)
    {
        var arguments = ImmutableArray.CreateBuilder<RecordedArgument>(4);
        while (walk.NextKey(out var name))
        {
            foreach (var earlier in arguments)
            {
                if (earlier.Name.Equals(name, StringComparison.Ordinal)) throw walk.Refuse($"the argument '{name}' is there twice");
            }

            if (arguments.Count == MostArguments) throw walk.Refuse($"a call has more than {MostArguments} arguments");
            arguments.Add(new RecordedArgument(name, Read(ref walk)));
        }

        return arguments.DrainToImmutable();
    }

    /// <summary>A model may send anything as its arguments: what is no map is kept as one text.</summary>
    public static ImmutableArray<RecordedArgument> OfText(string text, string file, int line, TextPool pool)
    {
        if (text.AsSpan().Trim().IsEmpty) return [];
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            try
            {
                var walk = new JsonWalk(file, line, Encoding.UTF8.GetBytes(text), pool, CorpusLimits.Default.MaxDepth);
                walk.Next();
                var arguments = Map(ref walk);
                walk.Next();
                return arguments;
            }
            catch (DocumentException)
            {
                return [new RecordedArgument(Unread, Value.Of(text))];
            }
        }

        return [new RecordedArgument(Unread, Value.Of(text))];
    }

    private static Value Read(ref JsonWalk walk)
    {
        switch (walk.Token)
        {
            case JsonTokenType.String:
                return Value.Of(walk.Text());
            case JsonTokenType.True or JsonTokenType.False:
                return Value.Of(walk.Token == JsonTokenType.True);
            case JsonTokenType.Number:
                if (walk.TryInteger(out var whole) && whole is >= -CanonicalWriter.MaxInteger and <= CanonicalWriter.MaxInteger) return Value.Of(whole);
                // more than a double holds: kept as the digits that were written
                return walk.TryNumber(out var number) && Math.Abs(number) < CanonicalWriter.MaxInteger ? Value.Of(number) : Value.Of(Encoding.UTF8.GetString(walk.Raw));
            case JsonTokenType.StartArray:
                return Value.Json(List(ref walk));
            case JsonTokenType.StartObject:
                return Value.Json(Canonical(ref walk));
            default:
                return Value.Null;
        }
    }

    /// <summary>A list as canonical JSON: texts, the usual case, are written straight away.</summary>
    private static string List(ref JsonWalk walk)
    {
        var ahead = walk;
        var writer = new CanonicalWriter(256);
        writer.BeginArray();
        while (ahead.NextItem())
        {
            if (ahead.Token != JsonTokenType.String) return Canonical(ref walk);
            writer.String(ahead.Text());
        }

        walk = ahead;
        writer.EndArray();
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static string Canonical(ref JsonWalk walk)
    {
        var writer = new CanonicalWriter(256);
        Write(writer, ref walk);
        return Encoding.UTF8.GetString(writer.Written);
    }

    private static void Write(CanonicalWriter writer, ref JsonWalk walk)
    {
        switch (walk.Token)
        {
            case JsonTokenType.StartObject:
                WriteMap(writer, ref walk);
                break;
            case JsonTokenType.StartArray:
                writer.BeginArray();
                while (walk.NextItem()) Write(writer, ref walk);
                writer.EndArray();
                break;
            case JsonTokenType.String:
                writer.String(walk.Text());
                break;
            case JsonTokenType.Number:
                WriteNumber(writer, ref walk);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.Boolean(walk.Token == JsonTokenType.True);
                break;
            default:
                writer.Null();
                break;
        }
    }

    private static void WriteMap(CanonicalWriter writer, ref JsonWalk walk)
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (walk.NextKey(out var name))
        {
            var member = new CanonicalWriter(64);
            Write(member, ref walk);
            if (!members.TryAdd(name, member.Written.ToArray())) throw walk.Refuse($"the key '{name}' is there twice");
        }

        writer.BeginObject();
        foreach (var (name, member) in members)
        {
            writer.Name(name);
            writer.Raw(member);
        }

        writer.EndObject();
    }

    private static void WriteNumber(CanonicalWriter writer, ref JsonWalk walk)
    {
        if (walk.TryNumber(out var number) && Math.Abs(number) < CanonicalWriter.MaxInteger) writer.Number(number);
        else writer.String(Encoding.UTF8.GetString(walk.Raw));
    }
}
