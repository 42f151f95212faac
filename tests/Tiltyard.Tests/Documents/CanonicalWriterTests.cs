using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tiltyard.Documents;

namespace Tiltyard.Tests.Documents;

public sealed class CanonicalWriterTests
{
    [Fact]
    public void Commas_and_colons_come_by_themselves()
    {
        var written = Written(writer =>
        {
            writer.BeginObject();
            writer.Text("a"u8, "x");
            writer.BeginArray("b"u8);
            writer.Integer(-1);
            writer.Number(0.5);
            writer.BeginObject();
            writer.EndObject();
            writer.BeginArray();
            writer.EndArray();
            writer.EndArray();
            writer.Boolean("c"u8, true);
            writer.Null("d"u8);
            writer.Raw("e"u8, "[1]"u8);
            writer.EndObject();
        });

        Assert.Equal("""{"a":"x","b":[-1,0.5,{},[]],"c":true,"d":null,"e":[1]}""", written);
    }

    [Fact]
    public void Only_quotes_backslashes_and_controls_are_escaped()
    {
        var written = Written(writer => writer.String("\u20ac$\u000f\nA'B\"\\\\\"/\b\t\f\r\0\u001f\u007f\u2028"));

        Assert.Equal("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\\u0000\\u001f\u007f\u2028\"", written);
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        Assert.Equal("\"\ufffd\"", Written(writer => writer.String("\ud800")));
        Assert.Equal("\"a\ufffdb\"", Written(writer => writer.String("a\udc00b")));
        Assert.Equal("\"\ufffd\ud83d\ude00\"", Written(writer => writer.String("\ud83d\ud83d\ude00")));
        Assert.Equal("\"\ufffd\ufffd\"", Written(writer => writer.String("\ude00\ud83d")));
    }

    [Fact]
    public void A_special_character_is_found_at_every_place_of_a_long_text()
    {
        foreach (var special in new[] { "\"", "\\", "\u0001", "\u00e9", "\u4e2d", "\ud83d\ude00" })
        {
            for (var length = 0; length < 70; length++)
            {
                for (var at = 0; at <= length; at++)
                {
                    var text = new string('x', length).Insert(at, special);
                    if (!text.Equals(Parsed(Written(writer => writer.String(text))), StringComparison.Ordinal)) Assert.Fail($"{special} at {at} of {length}");
                }
            }
        }
    }

    [Fact]
    public void Any_text_reads_back_as_itself_from_either_encoding()
    {
        Prop.ForAll(Texts.Hostile.ToArbitrary(), text =>
        {
            var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var fromChars = Written(writer => writer.String(text));
            var fromBytes = Written(writer => writer.Utf8String(Encoding.UTF8.GetBytes(text)));
            return wellFormed.Equals(Parsed(fromChars), StringComparison.Ordinal) && fromBytes.Equals(fromChars, StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Text_longer_than_one_piece_is_not_cut_through_a_character()
    {
        for (var offset = 0; offset < 4; offset++)
        {
            var text = new string('x', 4094 + offset) + "\ud83d\ude00\u4e2d\u4e2d" + new string('\u4e2d', 9000) + "\ud800";

            Assert.Equal(text[..^1] + "\ufffd", Parsed(Written(writer => writer.String(text))));
            Assert.Equal(Written(writer => writer.String(text)), Written(writer => writer.Utf8String(Encoding.UTF8.GetBytes(text))));
        }
    }

    [Fact]
    public void Invalid_UTF_8_never_throws_and_becomes_valid()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            var written = Written(writer => writer.Utf8String(bytes));
            return Encoding.UTF8.GetString(bytes).Equals(Parsed(written), StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Lines_of_a_JSON_Lines_file_follow_each_other_without_commas()
    {
        var written = Written(writer =>
        {
            writer.Integer(1);
            writer.EndLine();
            writer.String(null);
            writer.EndLine();
        });

        Assert.Equal("1\nnull\n", written);
    }

    [Fact]
    public void A_warm_writer_allocates_nothing()
    {
        var writer = new CanonicalWriter();
        for (var round = 0; round < 50; round++) WriteEvent(writer, round);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++) WriteEvent(writer, round);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

#if DEBUG
    [Fact]
    public void Names_out_of_order_are_caught_on_the_desk()
    {
        Assert.Throws<InvalidOperationException>(() => Names("b", "a"));
        Assert.Throws<InvalidOperationException>(() => Names("a", "a"));
        Assert.Throws<InvalidOperationException>(() => Names("\ufb33", "\ud83d\ude00"));

        Names("", "1", "a", "aa", "\ud83d\ude00", "\ufb33");
    }

    [Fact]
    public void Broken_nesting_is_caught_on_the_desk()
    {
        Assert.Throws<InvalidOperationException>(() => Written(writer => writer.EndObject()));
        Assert.Throws<InvalidOperationException>(() => Written(writer => writer.Name("a"u8)));
        Assert.Throws<InvalidOperationException>(() => Written(writer => { writer.BeginObject(); writer.Null(); }));
        Assert.Throws<InvalidOperationException>(() => Written(writer => { writer.BeginObject(); writer.EndArray(); }));
        Assert.Throws<InvalidOperationException>(() => Written(writer => { writer.Null(); writer.Null(); }));
    }

    private static void Names(params string[] names) => Written(writer =>
    {
        writer.BeginObject();
        foreach (var name in names)
        {
            writer.Name(Encoding.UTF8.GetBytes(name));
            writer.Null();
        }
    });
#endif

    private static void WriteEvent(CanonicalWriter writer, int round)
    {
        writer.Clear();
        writer.BeginObject();
        writer.Text("action"u8, "approve \"release\"");
        writer.BeginObject("args"u8);
        writer.Name("k\u00e9y".AsSpan());
        writer.Number(round / 3.0);
        writer.EndObject();
        writer.Number("reward"u8, round * 0.25);
        writer.Integer("step"u8, round);
        writer.EndObject();
        writer.EndLine();
    }

    private static string? Parsed(string json) => JsonSerializer.Deserialize<string>(json);

    private static string Written(Action<CanonicalWriter> write)
    {
        var writer = new CanonicalWriter(1);
        write(writer);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
