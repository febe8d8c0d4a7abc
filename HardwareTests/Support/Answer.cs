using ImpDevice.Link;

namespace HardwareTests.Support;

/// <summary>What a scripted gateway answers to one request.</summary>
internal sealed class Answer
{
    private Answer()
    {
    }

    /// <summary>HTTP status.</summary>
    internal int Status { get; private set; }

    /// <summary>The signed JSON; null when <see cref="Body"/> or <see cref="Failure"/> says it all.</summary>
    internal string Raw { get; private set; }

    /// <summary>The whole body, as it is; null to sign <see cref="Raw"/>.</summary>
    internal byte[] Body { get; private set; }

    /// <summary>One of <see cref="LinkFailure"/>: there is no answer.</summary>
    internal string Failure { get; private set; }

    /// <summary>Signed with a key that is not the board's.</summary>
    internal bool Forged { get; private set; }

    /// <summary>The answer that belongs to another request: its counter is one too high.</summary>
    internal bool OfAnotherRequest { get; private set; }

    internal static Answer Ok(string raw)
    {
        return new Answer { Status = 200, Raw = raw };
    }

    internal static Answer Refused(int status, string raw)
    {
        return new Answer { Status = status, Raw = raw };
    }

    internal static Answer Fails(string failure)
    {
        return new Answer { Failure = failure };
    }

    internal static Answer Bare(int status, byte[] body)
    {
        return new Answer { Status = status, Body = body };
    }

    internal static Answer ForgedWith(string raw)
    {
        return new Answer { Status = 200, Raw = raw, Forged = true };
    }

    internal static Answer Replayed(string raw)
    {
        return new Answer { Status = 200, Raw = raw, OfAnotherRequest = true };
    }
}
