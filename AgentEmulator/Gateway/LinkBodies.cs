using System.Text.Json;
using AgentEmulator.Json;

namespace AgentEmulator.Gateway;

/// <summary>Body of hello.</summary>
internal sealed record HelloBody(string Mac, long Boot, string Program, string Firmware, string Board, string Resume)
{
    public static HelloBody? Parse(JsonElement body, string deviceId, out string? error)
    {
        var reader = new ObjectReader(body);
        var mac = reader.Text("mac", 12, text => deviceId.EndsWith(text, StringComparison.Ordinal) && text.Length == 12, "the MAC of the device id");
        var boot = reader.Integer("boot", 0, long.MaxValue);
        var program = reader.Text("program", 16, IsProgram, "factory, activation or production");
        var firmware = reader.Text("firmware", 64);
        var board = reader.Text("board", 64);
        var resume = reader.Text("resume", 16, text => text.Length == 0 || HexText.IsHex16(text), "a session or empty");
        error = reader.Error;
        return error is null ? new HelloBody(mac, boot, program, firmware, board, resume) : null;
    }

    private static bool IsProgram(string text) => text is DevicePrograms.Factory or DevicePrograms.Activation or DevicePrograms.Production;
}

internal static class DevicePrograms
{
    public const string Factory = "factory";
    public const string Activation = "activation";
    public const string Production = "production";
}

/// <summary>One numbered message of a device: for its agent, or a line of its log.</summary>
/// <param name="Name">Message name; the level for a log line.</param>
/// <param name="Data">Null for a log line.</param>
/// <param name="Text">The log line; null for a message.</param>
internal sealed record DeviceMessage(long Number, string Name, JsonElement? Data, string? Text);

/// <summary>Body of send.</summary>
internal static class SendBody
{
    private const int MaxMessages = 256;
    private const int MaxNameLength = 256;
    private const int MaxLogLength = 8 * 1024;

    public static List<DeviceMessage>? Parse(JsonElement body, out string? error)
    {
        var reader = new ObjectReader(body);
        var array = reader.Array("messages");
        error = reader.Error;
        if (error is not null)
            return null;
        if (array.GetArrayLength() > MaxMessages)
        {
            error = $"messages has more than {MaxMessages} entries";
            return null;
        }

        var messages = new List<DeviceMessage>(array.GetArrayLength());
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (ParseOne(item, $"messages[{index++}]", out error) is not { } message)
                return null;
            messages.Add(message);
        }

        return messages;
    }

    private static DeviceMessage? ParseOne(JsonElement item, string where, out string? error)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            error = $"{where} must be an object";
            return null;
        }

        var reader = new ObjectReader(item, where + ".");
        var number = reader.Integer("n", 1, long.MaxValue);
        var type = reader.Text("type", 16, text => text is "agent" or "log", "agent or log");
        DeviceMessage message;
        if (type == "log")
        {
            var level = reader.Text("level", 8, text => text is "info" or "error", "info or error");
            message = new DeviceMessage(number, level, null, reader.Text("message", MaxLogLength));
        }
        else
        {
            var name = reader.Text("name", MaxNameLength, text => text.Length > 0, "a name");
            var data = reader.Any("data");
            if (data is null)
                _ = reader.Text("data", 0); // Data is mandatory, as it is in agent.send; null is a value.
            message = new DeviceMessage(number, name, data, null);
        }

        error = reader.Error;
        return error is null ? message : null;
    }
}

/// <summary>Body of poll.</summary>
internal readonly record struct PollBody(long Acknowledged, TimeSpan Wait)
{
    public static PollBody Parse(JsonElement body, TimeSpan longest, out string? error)
    {
        var reader = new ObjectReader(body);
        var poll = new PollBody(
            reader.Integer("ack", 0, long.MaxValue),
            TimeSpan.FromSeconds(reader.Integer("wait_s", 0, (long)longest.TotalSeconds)));
        error = reader.Error;
        return poll;
    }
}

/// <summary>Body of enroll.</summary>
internal readonly record struct EnrollBody(string PlanId, string TokenId)
{
    public static EnrollBody Parse(JsonElement body, out string? error)
    {
        const string expected = "16 lower-case hex characters";
        var reader = new ObjectReader(body);
        var enroll = new EnrollBody(
            reader.Text("plan_id", 16, HexText.IsHex16, expected), reader.Text("token_id", 16, HexText.IsHex16, expected));
        error = reader.Error;
        return enroll;
    }
}
