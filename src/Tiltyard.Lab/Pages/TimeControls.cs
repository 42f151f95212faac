using Tiltyard.Reports;

namespace Tiltyard.Lab.Pages;

/// <summary>The bar that moves through time. It is hidden where there is no script, because then nothing would move.</summary>
internal static class TimeControls
{
    public static Markup Draw(Timeline timeline) => Markup.Of(
        $"""
        <div class="time" data-scripted hidden role="group" aria-label="Time">
        <button type="button" id="play" aria-pressed="false"><span aria-hidden="true">▶</span> Play</button>
        <label class="speed">Speed <select id="speed"><option value="10">10×</option><option value="30" selected>30×</option><option value="120">120×</option></select></label>
        <input type="range" id="time" min="0" max="{timeline.End}" step="5" value="{timeline.End}" aria-label="Second of the shift">
        <output id="clock" for="time" aria-live="off">{Timeline.Clock(timeline.End)}</output>
        <p id="board" aria-live="off"></p>
        </div>
        """);
}
