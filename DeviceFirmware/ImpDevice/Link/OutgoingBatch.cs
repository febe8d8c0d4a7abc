namespace ImpDevice.Link;

/// <summary>Messages of one send request.</summary>
internal sealed class OutgoingBatch
{
    internal OutgoingBatch(string session, long last, byte[] body)
    {
        Session = session;
        Last = last;
        Body = body;
    }

    /// <summary>Session whose numbers the messages have.</summary>
    internal string Session { get; }

    /// <summary>Number of the last message.</summary>
    internal long Last { get; }

    /// <summary>The request's JSON.</summary>
    internal byte[] Body { get; }
}
