namespace Tiltyard.Adapters.ChatModels.Calls;

/// <summary>A call to a chat model that brought no usable answer, with its cause in one line.</summary>
public sealed class ChatFailureException(string cause, Exception? inner = null) : Exception(cause, inner)
{
    /// <summary>True when the same call may well succeed a little later.</summary>
    public bool MayPass { get; init; }

    /// <summary>True when the provider sent the call back because there were too many or it was overloaded.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>True when the provider's filter stopped the request: the model was asked and declined, which is an answer.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>How long the provider asked to be left alone.</summary>
    public TimeSpan? Wait { get; init; }
}
