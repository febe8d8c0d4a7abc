using System.Globalization;
using System.Text.Json;
using AgentEmulator.Hosting;

namespace AgentEmulator.Cloud;

/// <summary>Error bodies of the v5 API: <c>{"errors":[{"status","title","detail"}]}</c>.</summary>
internal static class CloudErrors
{
    public static Task WriteAsync(HttpContext context, int status, string title, string detail) =>
        HttpText.WriteJsonAsync(context, status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writer.WriteString("status", status.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("title", title);
            writer.WriteString("detail", detail);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
