using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>What a log stream tells: a change of the stream itself, or a line of a device's log.</summary>
/// <param name="State">opened, closed, subscribed or unsubscribed; null for a line.</param>
/// <param name="DeviceId">Null when no device is concerned.</param>
internal sealed record LogStreamEvent(string? State, string? DeviceId, DateTimeOffset At, DeviceLogLine? Line);

/// <summary>One log stream: the devices it follows and what its reader has not got yet. Guarded by <see cref="LogStreams"/>.</summary>
internal sealed class LogStream(string id)
{
    /// <summary>Devices at a time; adding more lets go of the one that was added first.</summary>
    public const int MostDevices = 5;

    /// <summary>Events kept for a slow reader; the oldest are lost (ours).</summary>
    private const int Capacity = 1_000;

    private readonly Channel<LogStreamEvent> _events = Channel.CreateBounded<LogStreamEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public string Id { get; } = id;

    /// <summary>The first one was added first.</summary>
    public List<string> Devices { get; } = [];

    public bool IsOpen { get; set; }

    public void Tell(LogStreamEvent told) => _events.Writer.TryWrite(told);

    /// <summary>What was told before is still read.</summary>
    public void End() => _events.Writer.TryComplete();

    /// <summary>Writes events until the stream ends or its reader goes away.</summary>
    public async Task CopyToAsync(HttpContext context, bool asJson)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await foreach (var told in _events.Reader.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(asJson ? Json(told) : Text(told)), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static string Json(LogStreamEvent told)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, StrictJson.Writing))
        {
            writer.WriteStartObject();
            if (told.DeviceId is not null)
                writer.WriteString("device_id", told.DeviceId);
            writer.Time("ts", told.At);
            if (told.Line is { } line)
            {
                writer.WriteString("type", line.Type);
                writer.WriteString("msg", line.Message);
            }
            else
            {
                writer.WriteString("state", told.State);
            }

            writer.WriteEndObject();
        }

        return Event(told, Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>The form is ours; the public clients ask for JSON.</summary>
    private static string Text(LogStreamEvent told) => Event(told, told.Line is { } line
        ? $"{told.At.ToString(ResourceWriter.TimeFormat, System.Globalization.CultureInfo.InvariantCulture)} [{told.DeviceId}] [{line.Type}] {line.Message}"
        : told.DeviceId is null ? told.State! : $"{told.State} {told.DeviceId}");

    private static string Event(LogStreamEvent told, string data)
    {
        var text = new StringBuilder(told.Line is null ? "event: state_change\n" : "");
        foreach (var line in data.ReplaceLineEndings("\n").Split('\n'))
            text.Append("data: ").Append(line).Append('\n');
        return text.Append('\n').ToString();
    }
}
