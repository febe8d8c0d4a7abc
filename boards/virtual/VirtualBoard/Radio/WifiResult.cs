namespace VirtualBoard.Radio;

/// <summary>How an attempt to join a network ended, as far as the radio can tell.</summary>
public enum WifiResult
{
    /// <summary>Joined; an address may follow.</summary>
    Success,

    /// <summary>No access point of that name was heard.</summary>
    NotFound,

    /// <summary>The access point refused the password.</summary>
    WrongPassword,

    /// <summary>The attempt was given up or overtaken by another.</summary>
    Aborted,
}
