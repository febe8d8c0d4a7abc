using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentEmulator.Tests.Support;

/// <summary>A message that the device got.</summary>
internal sealed record ReceivedMessage(long Number, string Type, string? Name, JsonElement Data);

/// <summary>
/// A device as PROTOCOL.md describes it: says hello, numbers its messages and keeps them until they are acknowledged,
/// acknowledges and orders what it gets, raises its counters, and repeats what failed, with a bound.
/// </summary>
internal sealed class TestDevice
{
    private readonly LinkWire _wire;
    private readonly List<string> _outbox = [];
    private readonly Dictionary<string, long> _counters = new(StringComparer.Ordinal);
    private long _firstNumber = 1;
    private long _received;

    public TestDevice(HttpMessageInvoker web, string gateway, string deviceId, byte[] key)
    {
        _wire = new LinkWire(web, gateway, deviceId, key);
    }

    /// <summary>Attempts at one request before the device gives up with <see cref="LinkLostException"/>.</summary>
    public int Attempts { get; init; } = 50;

    public string DeviceId => _wire.DeviceId;

    public string Mac => DeviceId[4..];

    public string Program { get; set; } = "factory";

    public long Boot { get; private set; } = 1;

    public string Session { get; private set; } = "";

    public JsonElement LastHello { get; private set; }

    /// <summary>Everything received, in the order in which it was handed on; no number twice within a session.</summary>
    public List<ReceivedMessage> Inbox { get; } = [];

    public int Unacknowledged => _outbox.Count;

    /// <summary>Loses all memory, as a reboot does.</summary>
    public void Reboot(string program)
    {
        Program = program;
        Boot++;
        Session = "";
        _outbox.Clear();
        _counters.Clear();
        _firstNumber = 1;
        _received = 0;
    }

    public void Queue(string name, string dataJson) =>
        _outbox.Add($"\"type\":\"agent\",\"name\":{JsonSerializer.Serialize(name)},\"data\":{dataJson}}}");

    public void QueueLog(string level, string message) =>
        _outbox.Add($"\"type\":\"log\",\"level\":\"{level}\",\"message\":{JsonSerializer.Serialize(message)}}}");

    /// <summary>Says hello, resuming the session if there is one.</summary>
    public async Task HelloAsync()
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"mac":"{{Mac}}","boot":{{Boot}},"program":"{{Program}}","firmware":"1.0.0","board":"test","resume":"{{Session}}"}""");
        var answer = await RequestAsync("hello", body).ConfigureAwait(false);
        if (answer.Status != 200)
            throw new LinkLostException($"hello was answered {answer.Status} {answer.Error}");
        LastHello = answer.Body;
        Session = answer["session"].GetString()!;
        if (answer["resumed"].GetBoolean())
            return;
        _firstNumber = 1;
        _received = 0;
        foreach (var verb in new[] { "send", "poll", "bless", "enroll" })
            _counters.Remove(verb);
    }

    /// <summary>Sends what is queued and drops what is acknowledged.</summary>
    public async Task FlushAsync()
    {
        while (_outbox.Count > 0)
        {
            var answer = await SessionRequestAsync("send", () =>
            {
                var body = new StringBuilder("{\"messages\":[");
                for (var i = 0; i < _outbox.Count; i++)
                    body.Append(i == 0 ? "" : ",").Append("{\"n\":").Append(_firstNumber + i).Append(',').Append(_outbox[i]);
                return body.Append("]}").ToString();
            }).ConfigureAwait(false);
            var acknowledged = (int)(answer["ack"].GetInt64() - _firstNumber + 1);
            _outbox.RemoveRange(0, acknowledged);
            _firstNumber += acknowledged;
        }
    }

    public Task SendAsync(string name, string dataJson)
    {
        Queue(name, dataJson);
        return FlushAsync();
    }

    /// <summary>Polls once; the number of new messages, which are in <see cref="Inbox"/>.</summary>
    public async Task<int> PollAsync(int waitSeconds = 0)
    {
        var answer = await SessionRequestAsync(
            "poll",
            () => string.Create(CultureInfo.InvariantCulture, $$"""{"ack":{{_received}},"wait_s":{{waitSeconds}}}""")).ConfigureAwait(false);
        var count = 0;
        foreach (var message in answer["messages"].EnumerateArray())
        {
            var number = message.GetProperty("n").GetInt64();
            if (number <= _received)
                continue;
            if (number != _received + 1)
                throw new LinkLostException($"message {number} after {_received}");
            _received = number;
            count++;
            Inbox.Add(new ReceivedMessage(
                number,
                message.GetProperty("type").GetString()!,
                message.TryGetProperty("name", out var name) ? name.GetString() : null,
                message.TryGetProperty("data", out var data) ? data : default));
        }

        return count;
    }

    public Task<LinkAnswer> BlessAsync(bool success) =>
        SessionRequestAsync("bless", () => success ? """{"success":true}""" : """{"success":false}""");

    public Task<LinkAnswer> EnrollAsync(string planId, string tokenId) =>
        SessionRequestAsync("enroll", () => $$"""{"plan_id":"{{planId}}","token_id":"{{tokenId}}"}""");

    private async Task<LinkAnswer> SessionRequestAsync(string verb, Func<string> body)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Session.Length == 0)
                await HelloAsync().ConfigureAwait(false);
            var answer = await RequestAsync(verb, body()).ConfigureAwait(false);
            if (answer.Status == 200)
                return answer;
            if (answer.Status != 410)
                throw new LinkLostException($"{verb} was answered {answer.Status} {answer.Error}");
            await HelloAsync().ConfigureAwait(false);
        }

        throw new LinkLostException($"{verb} found no session in {Attempts} attempts");
    }

    /// <summary>One request, repeated while the transport fails, the gateway is unavailable or the counter is behind.</summary>
    private async Task<LinkAnswer> RequestAsync(string verb, string body)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var counter = _counters.GetValueOrDefault(verb) + 1;
            _counters[verb] = counter;
            LinkAnswer answer;
            try
            {
                answer = await _wire.PostAsync(verb, verb == "hello" ? "-" : Session, counter, body).ConfigureAwait(false);
            }
            catch (HttpRequestException)
            {
                continue;
            }

            if (!answer.IsGenuine && answer.Status == 401)
                return answer;
            if (!answer.IsGenuine || answer.Status == 503)
                continue;
            if (answer.Status != 409)
                return answer;
            _counters[verb] = Math.Max(counter, answer["counter"].GetInt64());
        }

        throw new LinkLostException($"{verb} failed {Attempts} times");
    }
}

internal sealed class LinkLostException(string message) : Exception(message);
