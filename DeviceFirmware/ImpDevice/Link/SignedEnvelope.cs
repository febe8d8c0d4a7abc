using System.Collections;
using System.Text;
using ImpDevice.Text;

namespace ImpDevice.Link;

/// <summary>
/// The form of every answer, byte for byte: <c>{"signature":"64 hex","response":RAW}</c>. The signature travels in the body because
/// nanoFramework's HttpClient does not show response headers; RAW is signed as it stands, so it is cut out, not parsed and rewritten.
/// </summary>
internal static class SignedEnvelope
{
    private const string Before = "{\"signature\":\"";
    private const string Between = "\",\"response\":";
    private const int SignatureLength = 64;
    private const int SignatureAt = 14;
    private const int RawAt = 91;

    /// <summary>The RAW object when the form and the signature are right, otherwise null.</summary>
    internal static Hashtable Open(byte[] body, LinkSigner signer, string responseHead)
    {
        int rawLength = body.Length - RawAt - 1;
        if (rawLength < 2 || body[body.Length - 1] != (byte)'}') return null;
        if (!Holds(body, 0, Before) || !Holds(body, SignatureAt + SignatureLength, Between)) return null;
        if (!signer.Verify(responseHead, body, RawAt, rawLength, body, SignatureAt)) return null;
        try
        {
            return Json.Parse(body, RawAt, rawLength) as Hashtable;
        }
        catch (JsonException)
        {
            // Signed and not JSON: as useless to the caller as an answer that is not from the gateway.
            return null;
        }
    }

    private static bool Holds(byte[] body, int at, string text)
    {
        byte[] expected = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < expected.Length; i++)
            if (body[at + i] != expected[i]) return false;
        return true;
    }
}
