namespace Tiltyard.Worlds;

/// <summary>A message in a seat's inbox, from whom it claims to come.</summary>
public readonly record struct InboxMessage(string From, string Text);
