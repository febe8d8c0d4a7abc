using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>Signatures, and the form of every answer.</summary>
[TestClass]
public class EnvelopeTests
{
    private const string Path = ScriptedGateway.BasePath + "/hello";

    private static readonly LinkSigner Signer = new LinkSigner(ScriptedGateway.Key);

    [TestMethod]
    public void Signs_as_published_for_hmac_sha256()
    {
        // RFC 4231, test case 2.
        LinkSigner signer = new LinkSigner(Bytes.Of("Jefe"));
        byte[] data = Bytes.Of("what do ya want for nothing?");
        Assert.AreEqual(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", signer.Sign("", data, 0, data.Length));
    }

    [TestMethod]
    public void Signs_head_and_body_as_one_text()
    {
        LinkSigner signer = new LinkSigner(Bytes.Of("Jefe"));
        byte[] body = Bytes.Of("xwant for nothing?x");
        Assert.AreEqual(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", signer.Sign("what do ya ", body, 1, body.Length - 2));
    }

    [TestMethod]
    public void Names_method_path_session_and_counter_in_a_request()
    {
        Assert.AreEqual("POST\n/p\ns\n7\n", LinkSigner.RequestHead("/p", "s", "7"));
        Assert.AreEqual("409\n/p\ns\n7\n", LinkSigner.ResponseHead(409, "/p", "s", "7"));
    }

    [TestMethod]
    public void Opens_a_signed_answer()
    {
        Assert.AreEqual("b", (string)Open(Good())["a"]);
    }

    [TestMethod]
    public void Refuses_a_flip_of_any_byte()
    {
        byte[] good = Good();
        for (int at = 0; at < good.Length; at++)
        {
            byte[] bad = (byte[])good.Clone();
            bad[at] ^= 1;
            Assert.IsNull(Open(bad), "byte " + at.ToString());
        }
    }

    [TestMethod]
    public void Refuses_every_beginning()
    {
        byte[] good = Good();
        for (int length = 0; length < good.Length; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(good, cut, length);
            Assert.IsNull(Open(cut), length.ToString() + " bytes");
        }
    }

    [TestMethod]
    [DataRow(201, Path, "-", "1")]
    [DataRow(200, ScriptedGateway.BasePath + "/poll", "-", "1")]
    [DataRow(200, Path, "x", "1")]
    [DataRow(200, Path, "-", "2")]
    public void Refuses_the_answer_to_another_request(int status, string path, string session, string counter)
    {
        byte[] other = ScriptedGateway.Envelope(Signer, status, path, session, counter, "{\"a\":\"b\"}");
        Assert.IsNull(Open(other));
    }

    [TestMethod]
    public void Refuses_another_boards_answer()
    {
        LinkSigner other = new LinkSigner(Bytes.Pattern(32));
        Assert.IsNull(Open(ScriptedGateway.Envelope(other, 200, Path, "-", "1", "{\"a\":\"b\"}")));
    }

    [TestMethod]
    [DataRow("[]")]
    [DataRow("12")]
    [DataRow("{\"a\":}")]
    [DataRow("{\"a\":1}}")]
    public void Refuses_what_is_signed_and_no_object(string raw)
    {
        Assert.IsNull(Open(ScriptedGateway.Envelope(Signer, 200, Path, "-", "1", raw)));
    }

    private static byte[] Good()
    {
        return ScriptedGateway.Envelope(Signer, 200, Path, "-", "1", "{\"a\":\"b\"}");
    }

    private static System.Collections.Hashtable Open(byte[] body)
    {
        return SignedEnvelope.Open(body, Signer, LinkSigner.ResponseHead(200, Path, "-", "1"));
    }
}
