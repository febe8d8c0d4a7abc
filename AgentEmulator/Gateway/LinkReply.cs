using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentEmulator.Json;

namespace AgentEmulator.Gateway;

/// <summary>Status and raw JSON of an answer, before it is signed.</summary>
internal sealed record LinkReply(int Status, byte[] Json)
{
    public static readonly LinkReply KeyRefused = Error(401, "key-refused");
    public static readonly LinkReply NotFound = Error(404, "not-found");
    public static readonly LinkReply MethodNotAllowed = Error(405, "method-not-allowed");
    public static readonly LinkReply SessionUnknown = Error(410, "session-unknown");
    public static readonly LinkReply TooLarge = Error(413, "too-large");
    public static readonly LinkReply Unavailable = Error(503, "unavailable");

    public static LinkReply Malformed(string message) => Of(400, writer =>
    {
        writer.WriteString("error", "malformed");
        writer.WriteString("message", message);
    });

    public static LinkReply Replayed(long lastCounter) => Of(409, writer =>
    {
        writer.WriteString("error", "replayed");
        writer.WriteNumber("counter", lastCounter);
    });

    /// <summary>An answer whose JSON object has what <paramref name="write"/> writes.</summary>
    public static LinkReply Of(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, StrictJson.Writing))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new LinkReply(status, buffer.WrittenSpan.ToArray());
    }

    /// <summary>The body on the wire; the signature is empty when nobody's key signs.</summary>
    public byte[] Envelope(string signature) =>
        [.. Encoding.ASCII.GetBytes($"{{\"signature\":\"{signature}\",\"response\":"), .. Json, (byte)'}'];

    private static LinkReply Error(int status, string error) => Of(status, writer => writer.WriteString("error", error));
}
