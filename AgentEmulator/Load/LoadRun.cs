using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace AgentEmulator.Load;

/// <param name="Devices">Long-polling at once.</param>
/// <param name="Fixtures">Each polls claims twice a second, as fast as an agent's HTTP credits last.</param>
/// <param name="Senders">Round trips at a time.</param>
/// <param name="Measure">How long messages are measured, in all rounds; the bare endpoint, before and after each, takes as long together.</param>
internal sealed record LoadOptions(int Devices, int Fixtures, int Senders, TimeSpan Measure, double LeastRatio);

/// <summary>One measurement against a process under load.</summary>
internal sealed class LoadRun(LoadOptions options, Action<string> progress)
{
    private const int ParkingAtOnce = 64;

    /// <summary>Messages and the bare endpoint take turns: what else the computer does now and then disturbs single rounds only.</summary>
    private const int Rounds = 5;

    /// <summary>As many devices' connections the bare endpoint has at most: how many are parked costs memory, not time.</summary>
    private const int BareConnections = 1_000;
    private const int WarmUpCalls = 30_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ClaimPause = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<double> _claims = [];

    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken cancel)
    {
        progress("starting the process under load");
        using var process = LoadProcess.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var devices = Enumerable.Range(1, options.Devices).Select(i => new LoadDevice($"5000{i:x12}", process.Addresses.Gateway)).ToArray();
        LoadConnection[] ofDevices = [];
        try
        {
            ofDevices = await OpenAsync(process, cancel).ConfigureAwait(false);
            // The runtime compiles what runs often once more and better, on a busy computer late: until then it is not measured.
            await WarmUpAsync(async () => (long)(await BareAsync(process, ofDevices, true, WarmUp, cancel).ConfigureAwait(false) * WarmUp.TotalSeconds)).ConfigureAwait(false);
            var idle = process.MemoryMiB;
            await ParkAsync(devices, over.Token).ConfigureAwait(false);
            var parked = process.MemoryMiB;
            progress("warming up");
            await WarmUpAsync(async () => (await SendAsync(process, devices, WarmUp, cancel).ConfigureAwait(false)).Trips.Count).ConfigureAwait(false);

            using var claimsOver = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var claims = await StartClaimsAsync(process, claimsOver.Token).ConfigureAwait(false);
            var rounds = new List<LoadRound>();
            var trips = new List<double>();
            var seconds = 0.0;
            ProcessorTime ofMessages = default, ofBare = default;
            var bareRequests = 0.0;
            for (var round = 1; round <= Rounds; round++)
            {
                progress($"measuring, round {round} of {Rounds}");
                var before = await MeasuredBareAsync().ConfigureAwait(false);
                var used = Used(process);
                var sent = await SendAsync(process, devices, options.Measure / Rounds, cancel).ConfigureAwait(false);
                ofMessages += Used(process) - used;
                trips.AddRange(sent.Trips);
                seconds += sent.Seconds;
                var after = await MeasuredBareAsync().ConfigureAwait(false);
                rounds.Add(new LoadRound(sent.Trips.Count * 2 / sent.Seconds, (before + after) / 2));
            }

            var loaded = process.MemoryMiB;
            await claimsOver.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(claims).ConfigureAwait(false);
            progress("measuring the bare endpoint alone");
            var alone = await BareAsync(process, ofDevices, false, options.Measure / 2, cancel).ConfigureAwait(false);
            return new LoadReport
            {
                Rounds = rounds,
                Devices = options.Devices,
                Fixtures = options.Fixtures,
                Senders = options.Senders,
                Seconds = seconds,
                Messages = trips.Count * 2L,
                RoundTrip = Percentiles.Of(trips),
                ClaimPolls = _claims.Count,
                ClaimPoll = Percentiles.Of(_claims),
                BareAlonePerSecond = alone,
                IdleMiB = idle,
                ParkedMiB = parked,
                LoadedMiB = loaded,
                PerMessage = ofMessages.Per(trips.Count * 2),
                PerBareRequest = ofBare.Per(bareRequests),
                Errors = [.. _errors],
                LeastRatio = options.LeastRatio,
            };

            async Task<double> MeasuredBareAsync()
            {
                var used = Used(process);
                var time = options.Measure / Rounds / 2;
                var perSecond = await BareAsync(process, ofDevices, true, time, cancel).ConfigureAwait(false);
                ofBare += Used(process) - used;
                bareRequests += perSecond * time.TotalSeconds;
                return perSecond;
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            foreach (var device in devices)
                device.Dispose();
            foreach (var connection in ofDevices)
                connection?.Dispose();
        }
    }

    private static ProcessorTime Used(LoadProcess process) =>
        new(process.ProcessorMicroseconds, Environment.CpuUsage.TotalTime.TotalMicroseconds);

    private static async Task WarmUpAsync(Func<Task<long>> some)
    {
        var started = Stopwatch.GetTimestamp();
        for (var calls = 0L; calls < WarmUpCalls && Stopwatch.GetElapsedTime(started) < LongestWarmUp;)
            calls += await some().ConfigureAwait(false);
    }

    private async Task ParkAsync(LoadDevice[] devices, CancellationToken cancel)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, ParkingAtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < devices.Length)
            {
                await devices[i].ParkAsync(e => _errors.Enqueue(e.Message), cancel).ConfigureAwait(false);
                if ((i + 1) % 2_000 == 0)
                    progress($"{i + 1} devices parked");
            }
        })).ConfigureAwait(false);
    }

    /// <summary>Round trips until the time is over; each sender goes through devices of its own.</summary>
    private async Task<(List<double> Trips, double Seconds)> SendAsync(LoadProcess process, LoadDevice[] devices, TimeSpan time, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, options.Senders).Select(async sender =>
        {
            var trips = new List<double>();
            using var connection = await LoadConnection.OpenAsync(process.Addresses.Gateway, cancel).ConfigureAwait(false);
            for (var i = sender; Stopwatch.GetElapsedTime(started) < time; i += options.Senders)
            {
                if (i >= devices.Length)
                    i = sender;
                var sent = Stopwatch.GetTimestamp();
                await devices[i].RoundTripAsync(connection, cancel).ConfigureAwait(false);
                trips.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return trips;
        })).ConfigureAwait(false);
        return ([.. all.SelectMany(trips => trips)], Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>
    /// Requests per second of the bare endpoint, with the same bytes, signature and all, as messages are sent with. Alike: in the
    /// traffic of messages, where each sender has one request on its own connection and one on a device's, and goes on when both are
    /// answered. Otherwise each sender asks on its own connection only.
    /// </summary>
    private async Task<double> BareAsync(LoadProcess process, LoadConnection[] ofDevices, bool alike, TimeSpan time, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, options.Senders).Select(async sender =>
        {
            var count = 0L;
            using var like = new LoadDevice($"5000{sender:x12}", process.Addresses.Bare);
            using var connection = await LoadConnection.OpenAsync(process.Addresses.Bare, cancel).ConfigureAwait(false);
            for (var i = sender; Stopwatch.GetElapsedTime(started) < time; i = i + options.Senders < ofDevices.Length ? i + options.Senders : sender)
            {
                if (alike)
                {
                    await Task.WhenAll(
                        connection.AskAsync(like.NextSend(), cancel), ofDevices[i].AskAsync(like.NextSend(), cancel)).ConfigureAwait(false);
                    count += 2;
                }
                else
                {
                    await connection.AskAsync(like.NextSend(), cancel).ConfigureAwait(false);
                    count++;
                }
            }

            return count;
        })).ConfigureAwait(false);
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<LoadConnection[]> OpenAsync(LoadProcess process, CancellationToken cancel)
    {
        var connections = new LoadConnection[Math.Max(options.Senders, Math.Min(options.Devices, BareConnections))];
        for (var i = 0; i < connections.Length; i++)
            connections[i] = await LoadConnection.OpenAsync(process.Addresses.Bare, cancel).ConfigureAwait(false);
        return connections;
    }

    private async Task<Task[]> StartClaimsAsync(LoadProcess process, CancellationToken cancel)
    {
        var authorization = "Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(LoadServer.ApiKey));
        var fixtures = new List<Task>();
        for (var i = 0; i < options.Fixtures; i++)
        {
            var connection = await LoadConnection.OpenAsync(process.Addresses.Cloud, cancel).ConfigureAwait(false);
            const string body = """{"type":"production_token"}""";
            var enroll = $"POST /v5/enroll HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
            var (status, answer) = await connection.AskAsync(Encoding.ASCII.GetBytes(enroll), cancel).ConfigureAwait(false);
            if (status != 201)
                throw new IOException($"enroll was answered {status}");
            var token = JsonElement.Parse(answer.Span).GetProperty("token_id").GetString();
            var poll = Encoding.ASCII.GetBytes($"GET /v5/enroll/{token} HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}\r\n\r\n");
            // Fixtures do not poll all at the same instant.
            fixtures.Add(PollClaimAsync(connection, poll, ClaimPause * i / options.Fixtures, cancel));
        }

        return [.. fixtures];
    }

    private async Task PollClaimAsync(LoadConnection connection, byte[] poll, TimeSpan pause, CancellationToken cancel)
    {
        using var mine = connection;
        try
        {
            while (true)
            {
                await Task.Delay(pause, cancel).ConfigureAwait(false);
                pause = ClaimPause;
                var sent = Stopwatch.GetTimestamp();
                var (status, _) = await connection.AskAsync(poll, cancel).ConfigureAwait(false);
                if (status != 200)
                    _errors.Enqueue($"a claim poll was answered {status}");
                lock (_claims)
                    _claims.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
