using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tiltyard.Agents;
using Tiltyard.Engine;

namespace Tiltyard.Tests.Adapters.Processes;

/// <summary>Kills the process whose id an answer states as its thought, right after the answer to one step of one episode.</summary>
internal sealed class KillingTape(long episode, int step) : ITape
{
    public async ValueTask<Answer> AnswerAsync(TapeKey key, Question question, CancellationToken cancellation)
    {
        var answer = await question.Ask(cancellation);
        Kill(key, question, answer);
        return answer;
    }

    private void Kill(in TapeKey key, Question question, Answer answer)
    {
        if (key.Episode != episode || question.Step != step) return;
        using var document = JsonDocument.Parse(answer.Text);
        using var process = Process.GetProcessById(int.Parse(document.RootElement.GetProperty("thought").GetString()!, CultureInfo.InvariantCulture));
        process.Kill();
        process.WaitForExit();
    }
}
