namespace ImpDevice.Link;

/// <summary>Carries one signed POST to the gateway. Two threads may be inside at the same time. Operating failures are results, not exceptions.</summary>
internal interface ILinkTransport
{
    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <param name="path">Absolute path of the request.</param>
    /// <param name="session">Value of header Imp-Session.</param>
    /// <param name="counter">Value of header Imp-Counter.</param>
    /// <param name="signature">Value of header Imp-Signature.</param>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="timeoutMs">Longest wait for the answer.</param>
    TransportReply Post(string path, string session, string counter, string signature, byte[] body, int timeoutMs);
}
