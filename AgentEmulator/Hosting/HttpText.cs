using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using AgentEmulator.Json;

namespace AgentEmulator.Hosting;

/// <summary>Whole bodies in, whole bodies out, with a length: small devices read no chunked answers well.</summary>
internal static class HttpText
{
    /// <summary>The body, or null when it is longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]?> ReadBodyAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength is { } length)
            return length <= limit ? await ReadExactlyAsync(context, (int)length).ConfigureAwait(false) : null;
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (true)
            {
                var read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false);
                if (read == 0)
                    return body.ToArray();
                if (body.Length + read > limit)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<byte[]> ReadExactlyAsync(HttpContext context, int length)
    {
        var body = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            var read = await context.Request.Body.ReadAsync(body.AsMemory(filled), context.RequestAborted).ConfigureAwait(false);
            if (read == 0)
                throw new BadHttpRequestException("the body is shorter than its Content-Length");
            filled += read;
        }

        return body;
    }

    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType is { } media
        && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.Equals("application/vnd.api+json", StringComparison.OrdinalIgnoreCase));

    public static Task WriteJsonAsync(
        HttpContext context, int status, Action<Utf8JsonWriter> write, string contentType = "application/json; charset=utf-8")
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, StrictJson.Writing))
            write(writer);
        return WriteAsync(context, status, contentType, buffer.WrittenMemory);
    }

    public static async Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
            return; // These have no body.
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }
}
