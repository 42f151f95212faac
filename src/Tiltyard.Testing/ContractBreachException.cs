namespace Tiltyard.Testing;

/// <summary>A part does not keep its contract; the message says which clause and where. Any test framework takes it as a failure.</summary>
public sealed class ContractBreachException(string message) : Exception(message);
