namespace AgentEmulator.Cloud.Api;

/// <summary>The account's log stream: one at a time, a new one ends the one before.</summary>
internal sealed class LogStreams(ApiServices services) : IDisposable
{
    private readonly Lock _gate = new();
    private LogStream? _current;

    public string Create()
    {
        var made = new LogStream(services.Ids.Hex16("log-stream") + services.Ids.Hex16("log-stream"));
        lock (_gate)
        {
            EndCurrent();
            _current = made;
        }

        services.Logs.Added += Told;
        return made.Id;
    }

    /// <summary>The stream for the one reader that it may have; null when there is no such stream.</summary>
    /// <exception cref="ApiRefusalException">It has a reader.</exception>
    public LogStream? Open(string id)
    {
        lock (_gate)
        {
            if (_current is not { } stream || stream.Id != id)
                return null;
            if (stream.IsOpen)
                throw ApiRefusalException.Conflict("the log stream is being read already: make one of your own");
            stream.IsOpen = true;
            stream.Tell(new LogStreamEvent("opened", null, services.Time.GetUtcNow(), null));
            return stream;
        }
    }

    /// <summary>False when there is no such stream.</summary>
    public bool Subscribe(string id, string deviceId)
    {
        lock (_gate)
        {
            if (_current is not { } stream || stream.Id != id)
                return false;
            if (stream.Devices.Remove(deviceId))
            {
                stream.Devices.Add(deviceId);
                return true;
            }

            if (stream.Devices.Count == LogStream.MostDevices)
                Unsubscribe(stream, stream.Devices[0]);
            stream.Devices.Add(deviceId);
            stream.Tell(new LogStreamEvent("subscribed", deviceId, services.Time.GetUtcNow(), null));
            return true;
        }
    }

    /// <summary>False when there is no such stream, or it does not follow the device.</summary>
    public bool Unsubscribe(string id, string deviceId)
    {
        lock (_gate)
            return _current is { } stream && stream.Id == id && Unsubscribe(stream, deviceId);
    }

    /// <summary>The reader has gone.</summary>
    public void Closed(LogStream stream)
    {
        lock (_gate)
        {
            if (_current == stream)
                EndCurrent();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            EndCurrent();
    }

    private bool Unsubscribe(LogStream stream, string deviceId)
    {
        if (!stream.Devices.Remove(deviceId))
            return false;
        stream.Tell(new LogStreamEvent("unsubscribed", deviceId, services.Time.GetUtcNow(), null));
        return true;
    }

    private void EndCurrent()
    {
        if (_current is not { } stream)
            return;
        _current = null;
        services.Logs.Added -= Told;
        stream.Tell(new LogStreamEvent("closed", null, services.Time.GetUtcNow(), null));
        stream.End();
    }

    private void Told(string deviceId, DeviceLogLine line)
    {
        if (!services.MayReadLogs(deviceId))
            return;
        lock (_gate)
        {
            if (_current is { } stream && stream.Devices.Contains(deviceId, StringComparer.Ordinal))
                stream.Tell(new LogStreamEvent(null, deviceId, line.At, line));
        }
    }
}
