using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentEmulator.Gateway;

namespace AgentEmulator.Tests.Support;

/// <summary>Signs and sends single requests of one board, right or wrong ones alike: no state, no retry.</summary>
internal sealed class LinkWire(HttpMessageInvoker web, string gateway, string deviceId, byte[] key)
{
    public string DeviceId { get; } = deviceId;

    public string PathOf(string verb) => $"/device/v1/{DeviceId}/{verb}";

    public Task<LinkAnswer> PostAsync(
        string verb, string session, long counter, string body, CancellationToken cancel = default) =>
        PostAsync(verb, session, counter, Encoding.UTF8.GetBytes(body), cancel);

    public async Task<LinkAnswer> PostAsync(
        string verb, string session, long counter, byte[] body, CancellationToken cancel = default)
    {
        var count = counter.ToString(CultureInfo.InvariantCulture);
        var signature = LinkSignature.OfRequest(key, "POST", PathOf(verb), session, count, body);
        using var request = Build(HttpMethod.Post, PathOf(verb), session, count, signature, body);
        return await SendAsync(request, cancel).ConfigureAwait(false);
    }

    public HttpRequestMessage Build(
        HttpMethod method, string path, string session, string counter, string signature, byte[] body)
    {
        var request = new HttpRequestMessage(method, gateway + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Imp-Session", session);
        request.Headers.TryAddWithoutValidation("Imp-Counter", counter);
        request.Headers.TryAddWithoutValidation("Imp-Signature", signature);
        return request;
    }

    public async Task<LinkAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancel = default)
    {
        var path = request.RequestUri!.PathAndQuery;
        var session = One(request, "Imp-Session");
        var counter = One(request, "Imp-Counter");
        using var answer = await web.SendAsync(request, cancel).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
        return Read((int)answer.StatusCode, text, path, session, counter);
    }

    /// <summary>Reads the envelope as firmware does: by position.</summary>
    private LinkAnswer Read(int status, string text, string path, string session, string counter)
    {
        var isSigned = !text.StartsWith("{\"signature\":\"\"", StringComparison.Ordinal);
        var raw = isSigned ? text.Substring(91, text.Length - 92) : text.Substring(27, text.Length - 28);
        var signature = isSigned ? text.Substring(14, 64) : "";
        var expected = LinkSignature.OfResponse(key, status, path, session, counter, Encoding.UTF8.GetBytes(raw));
        return new LinkAnswer(status, JsonElement.Parse(raw), signature == expected);
    }

    private static string One(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";
}
