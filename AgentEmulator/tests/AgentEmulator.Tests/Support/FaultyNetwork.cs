namespace AgentEmulator.Tests.Support;

/// <summary>
/// Loses, doubles, delays and mixes up requests and responses, decided by a seed. What it holds back it delivers between
/// later requests, so that requests arrive out of order. Healed, it only passes on.
/// </summary>
internal sealed class FaultyNetwork(HttpMessageHandler inner, int seed) : DelegatingHandler(inner)
{
    private readonly Random _random = new(seed);
    private readonly List<Copy> _heldBack = [];
    private Recorded? _stale;

    private sealed record Copy(HttpMethod Method, Uri Uri, List<KeyValuePair<string, string>> Headers, byte[] Body);

    private sealed record Recorded(System.Net.HttpStatusCode Status, byte[] Body);

    public bool IsHealed { get; private set; }

    public Dictionary<string, int> Faults { get; } = [];

    /// <summary>Passes everything on from now on, after delivering what it still holds.</summary>
    public async Task HealAsync()
    {
        IsHealed = true;
        await DeliverHeldAsync(_heldBack.Count);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = await CopyAsync(request);
        if (IsHealed)
            return await DeliverAsync(copy);
        if (_heldBack.Count > 0 && _random.Next(3) == 0)
            await DeliverHeldAsync(1);
        switch (_random.Next(12))
        {
            case 0:
                throw Lost("request lost");
            case 1:
                (await DeliverAsync(copy)).Dispose();
                throw Lost("response lost");
            case 2:
                Count("doubled, first answer");
                var first = await DeliverAsync(copy);
                (await DeliverAsync(copy)).Dispose();
                return first;
            case 3:
                Count("doubled, second answer");
                (await DeliverAsync(copy)).Dispose();
                return await DeliverAsync(copy);
            case 4:
                _heldBack.Add(copy);
                throw Lost("request delayed");
            case 5 when _stale is { } stale:
                Count("answer of another request");
                (await DeliverAsync(copy)).Dispose();
                return new HttpResponseMessage(stale.Status) { Content = new ByteArrayContent(stale.Body) };
            default:
                return await DeliverAsync(copy);
        }
    }

    private HttpRequestException Lost(string what)
    {
        Count(what);
        return new HttpRequestException(what);
    }

    private void Count(string what) => Faults[what] = Faults.GetValueOrDefault(what) + 1;

    private async Task DeliverHeldAsync(int count)
    {
        for (; count > 0 && _heldBack.Count > 0; count--)
        {
            var at = _random.Next(_heldBack.Count);
            var copy = _heldBack[at];
            _heldBack.RemoveAt(at);
            (await DeliverAsync(copy)).Dispose();
        }
    }

    private async Task<HttpResponseMessage> DeliverAsync(Copy copy)
    {
        using var request = new HttpRequestMessage(copy.Method, copy.Uri) { Content = new ByteArrayContent(copy.Body) };
        foreach (var (name, value) in copy.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var answer = await base.SendAsync(request, CancellationToken.None);
        _stale = new Recorded(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
        return answer;
    }

    private static async Task<Copy> CopyAsync(HttpRequestMessage request) => new(
        request.Method,
        request.RequestUri!,
        [.. request.Headers.NonValidated.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))],
        request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync());
}
