namespace VirtualBoard;

/// <summary>
/// Unwinds the threads of a boot whose power is gone (cut, reset or reboot).
/// </summary>
/// <remarks>
/// The retargeter makes sure that firmware can neither catch it nor run a <c>finally</c> block because of it. It carries no
/// message for firmware; host code that catches it must rethrow it.
/// </remarks>
public sealed class PowerOffException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PowerOffException()
        : base("The board has lost power.")
    {
    }
}
