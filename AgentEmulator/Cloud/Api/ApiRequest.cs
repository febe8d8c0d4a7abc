using System.Text.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>A request that passed the checks of its endpoint.</summary>
/// <param name="Path">The path's parameters.</param>
/// <param name="Body">An object; undefined when the endpoint takes none.</param>
/// <param name="Account">Whose BlinkUp key was sent; empty without one.</param>
internal sealed record ApiRequest(HttpContext Context, IReadOnlyDictionary<string, string> Path, JsonElement Body, string Account)
{
    public string Id => Path["id"];

    /// <summary>The caller's address, or null in memory.</summary>
    public string? Address => Context.Connection.RemoteIpAddress?.ToString();

    /// <summary>Where the cloud is for this caller, without a trailing slash.</summary>
    public string Base => $"{Context.Request.Scheme}://{Context.Request.Host}";

    /// <summary>A header that was sent exactly once, or null.</summary>
    public string? Header(string name) => Context.Request.Headers[name] is [{ } value] ? value : null;
}

/// <summary>An answer: a status and, unless 204, a JSON body.</summary>
internal sealed record ApiResult(int Status, Action<Utf8JsonWriter>? Write)
{
    public static readonly ApiResult NoContent = new(StatusCodes.Status204NoContent, null);

    /// <summary>Resources are JSON:API, the rest is plain JSON.</summary>
    public bool IsResource { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Writes an answer that has no end yet, head and all; null for others.</summary>
    public Func<HttpContext, Task>? Stream { get; init; }

    /// <summary>Bearer or Basic with a 401.</summary>
    public string? Challenge { get; init; }

    public static ApiResult Streamed(Func<HttpContext, Task> stream) => new(StatusCodes.Status200OK, null) { Stream = stream };

    public static ApiResult Json(int status, Action<Utf8JsonWriter> write) => new(status, writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });

    public static ApiResult Errors(int status, params IReadOnlyList<ApiError> errors) => Json(status, writer =>
    {
        writer.WriteStartArray("errors");
        foreach (var error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("status", error.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("code", ApiError.CodeOf(error.Status));
            writer.WriteString("title", error.Title);
            writer.WriteString("detail", error.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}

/// <summary>One error of the v5 API.</summary>
internal sealed record ApiError(int Status, string Title, string Detail)
{
    /// <summary>The public clients tell kinds of errors by the first two letters; the numbers are ours.</summary>
    public static string CodeOf(int status) => status switch
    {
        400 or 405 or 413 or 415 => "VX000",
        401 or 403 => "PX000",
        404 => "NF000",
        409 or 429 => "CX000",
        _ => "XX000",
    };
}

/// <summary>Ends a request with an error; thrown by handlers and what they read with, caught where requests are dispatched.</summary>
internal sealed class ApiRefusalException : Exception
{
    public ApiRefusalException(int status, string title, string detail)
        : base(detail)
    {
        Title = title;
        Result = ApiResult.Errors(status, new ApiError(status, title, detail));
    }

    public ApiRefusalException(ApiResult result, string title)
        : base(title)
    {
        Title = title;
        Result = result;
    }

    public ApiResult Result { get; }

    public string Title { get; }

    public static ApiRefusalException Invalid(string detail) => new(400, "Validation Error", detail);

    public static ApiRefusalException NotFound(string what, string id) => new(404, "Resource Not Found", $"there is no {what} {Cut(id)}");

    public static ApiRefusalException Conflict(string detail) => new(409, "Constraint Error", detail);

    /// <summary>What clients sent is shown, but never more than a line of it.</summary>
    public static string Cut(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[63]) ? 63 : 64), "…");
}
