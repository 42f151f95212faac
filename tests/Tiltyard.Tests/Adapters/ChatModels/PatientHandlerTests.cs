using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tiltyard.Adapters.ChatModels.Calls;

namespace Tiltyard.Tests.Adapters.ChatModels;

public sealed class PatientHandlerTests
{
    private const string Good = """{"choices":[]}""";

    private readonly HastyTime _clock = new();

    [Fact]
    public async Task A_busy_provider_is_left_alone_as_long_as_it_asks()
    {
        var answer = await SendAsync(4, Busy(TimeSpan.FromSeconds(7)), Answer(Good));

        Assert.Equal(Good, answer);
        Assert.Equal([TimeSpan.FromSeconds(7)], _clock.Waits);
    }

    [Fact]
    public async Task Retry_after_may_be_a_date()
    {
        var until = new RetryConditionHeaderValue(_clock.GetUtcNow().AddSeconds(90));

        await SendAsync(4, () => Busy(until), Answer(Good));

        Assert.Equal([TimeSpan.FromSeconds(90)], _clock.Waits);
    }

    [Fact]
    public async Task Without_a_word_from_the_provider_each_wait_is_longer_and_none_is_certain()
    {
        await SendAsync(4, Status(500), Status(502), Status(503), Answer(Good));

        Assert.Equal(3, _clock.Waits.Count);
        Assert.All(_clock.Waits.Select((wait, attempt) => wait.TotalSeconds / (0.5 * (1 << attempt))), share => Assert.InRange(share, 0.5, 1));
    }

    [Fact]
    public async Task A_wait_longer_than_ten_minutes_is_not_waited()
    {
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => SendAsync(4, Busy(TimeSpan.FromHours(1)), Answer(Good)));

        Assert.Contains("asked for a wait of 3600 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_call_that_keeps_failing_ends_with_its_last_cause()
    {
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => SendAsync(2, Status(500), Status(500), Status(503)));

        Assert.Equal("HTTP 503: no luck (the last of 3 attempts)", failure.Message);
    }

    [Fact]
    public async Task A_call_that_is_refused_is_not_made_again()
    {
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => SendAsync(4, Status(401), Answer(Good)));

        Assert.Equal("HTTP 401: no luck", failure.Message);
        Assert.Empty(_clock.Waits);
    }

    [Theory]
    [InlineData("application/json", """{"choices":[""", "the answer is not JSON")]
    [InlineData("application/json", "[]", "the answer is not a JSON object")]
    [InlineData("application/json", """{"error":{"message":"over capacity","code":429}}""", "the provider answered with an error: over capacity")]
    [InlineData("text/html", "<html>", "the content type text/html")]
    [InlineData("text/event-stream", "data: {\"choices\":[]}\n\n", "the stream ended before its last event")]
    [InlineData("text/event-stream", "data: {\"choi\n\n", "the answer is not JSON")]
    public async Task An_answer_that_is_not_what_it_should_be_is_asked_for_again(string type, string body, string cause)
    {
        var answer = await SendAsync(1, Answer(body, type), Answer(Good));
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => SendAsync(1, Answer(body, type), Answer(body, type)));

        Assert.Equal(Good, answer);
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_become_replacement_characters()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xFF, 0xC0, .. "\"}"u8];

        var answer = await SendAsync(0, () => Response(new ByteArrayContent(bytes), "application/json"));

        Assert.Equal("{\"a\":\"\uFFFD\uFFFD\"}", answer);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => SendAsync(1, () => Response(new ByteArrayContent(new byte[(16 << 20) + 1]), "application/json")));

        Assert.Equal("the answer is longer than 16777216 bytes", failure.Message);
    }

    [Fact]
    public async Task A_filtered_request_is_known_as_such()
    {
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => SendAsync(4, () => Response(new StringContent("""{"error":{"code":"content_filter","message":"no"}}"""), "application/json", 400)));

        Assert.True(failure.IsFiltered);
    }

    private async Task<string> SendAsync(int retries, params Func<HttpResponseMessage>[] script)
    {
        var clock = _clock;
        clock.Waits.Clear();
        var patience = new Patience { Retries = retries, Timeout = TimeSpan.FromHours(1) };
        using var handler = new PatientHandler(new Script(script), patience, new AdaptiveLimit(4), new Pace(null, null, clock), clock, () => 0.4);
        using var client = new HttpClient(handler);
        using var content = new StringContent("{}");
        using var response = await client.PostAsync(new Uri("http://x.invalid/"), content, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Func<HttpResponseMessage> Answer(string body, string type = "application/json") => () => Response(new StringContent(body), type);

    private static Func<HttpResponseMessage> Status(int status) => () => Response(new StringContent("""{"error":{"message":"no\nluck"}}""".Replace("\\n", " ", StringComparison.Ordinal)), "application/json", status);

    private static Func<HttpResponseMessage> Busy(TimeSpan wait) => () => Busy(new RetryConditionHeaderValue(wait));

    private static HttpResponseMessage Busy(RetryConditionHeaderValue wait)
    {
        var response = Response(new StringContent("""{"error":{"message":"slow down"}}"""), "application/json", 429);
        response.Headers.RetryAfter = wait;
        return response;
    }

    private static HttpResponseMessage Response(HttpContent content, string type, int status = 200)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = content };
    }

    private sealed class Script(Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        private int _next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answers[_next++]());
    }
}
