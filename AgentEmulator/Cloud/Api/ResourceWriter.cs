using System.Globalization;
using System.Text.Json;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>A page of a list, as the query asks for it.</summary>
internal sealed record Page(int Number, int Size)
{
    private const int DefaultSize = 20;
    private const int MaxSize = 100;

    /// <summary>Reads page[number] and page[size], and refuses query parameters that are neither these nor among the filters.</summary>
    public static Page Read(ApiRequest request, params IReadOnlyList<string> filters)
    {
        foreach (var (name, values) in request.Context.Request.Query)
        {
            if (name is not ("page[number]" or "page[size]") && !filters.Contains(name, StringComparer.Ordinal))
            {
                throw ApiRefusalException.Invalid(
                    $"{ApiRefusalException.Cut(name)} is no query parameter of this list; these are: {string.Join(", ", ["page[number]", "page[size]", .. filters])}");
            }

            if (values.Count != 1)
                throw ApiRefusalException.Invalid($"{name} may be given once");
        }

        return new Page(Number("page[number]", 1, int.MaxValue), Number("page[size]", DefaultSize, MaxSize));

        int Number(string name, int fallback, int max)
        {
            if (request.Context.Request.Query[name] is not [{ } text])
                return fallback;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
                ? number
                : throw ApiRefusalException.Invalid(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from 1 to {max}"));
        }
    }

    /// <summary>The filter's value; null when it is not given.</summary>
    public static string? Filter(ApiRequest request, string name) => request.Context.Request.Query[name] is [{ } value] ? value : null;
}

/// <summary>Writes resources as JSON:API has them.</summary>
internal static class ResourceWriter
{
    public const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static ApiResult One(int status, Action<Utf8JsonWriter> write) =>
        ApiResult.Json(status, writer =>
        {
            writer.WritePropertyName("data");
            write(writer);
        }) with { IsResource = true };

    /// <summary>A resource that was found: looked for here, since nothing can be refused any more while the answer is written.</summary>
    public static ApiResult Found<T>(ApiRequest request, T resource, Action<Utf8JsonWriter, ApiRequest, T> write) =>
        One(200, writer => write(writer, request, resource));

    /// <summary>One page, with links to the others.</summary>
    public static ApiResult Many<T>(ApiRequest request, Page page, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write)
    {
        var pages = Math.Max(1, (all.Count + page.Size - 1) / page.Size);
        return ApiResult.Json(200, writer =>
        {
            writer.WriteStartArray("data");
            foreach (var item in all.Skip((int)Math.Min(int.MaxValue, (page.Number - 1L) * page.Size)).Take(page.Size))
                write(writer, item);
            writer.WriteEndArray();
            writer.WriteStartObject("links");
            writer.WriteString("self", Link(request, page, page.Number));
            writer.WriteString("first", Link(request, page, 1));
            writer.WriteString("last", Link(request, page, pages));
            if (page.Number > 1)
                writer.WriteString("prev", Link(request, page, Math.Min(page.Number - 1, pages)));
            if (page.Number < pages)
                writer.WriteString("next", Link(request, page, page.Number + 1));
            writer.WriteEndObject();
        }) with { IsResource = true };
    }

    public static void Time(this Utf8JsonWriter writer, string name, DateTimeOffset? at)
    {
        if (at is { } time)
            writer.WriteString(name, time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        else
            writer.WriteNull(name);
    }

    public static void Identifier(this Utf8JsonWriter writer, string name, string type, string id)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", type);
        writer.WriteString("id", id);
        writer.WriteEndObject();
    }

    /// <summary>The group of a resource and the group's product; nothing without a group.</summary>
    public static void Group(this Utf8JsonWriter writer, DeviceGroupRecord? group)
    {
        if (group is null)
            return;
        writer.Identifier("devicegroup", group.Type, group.Id);
        writer.Identifier("product", "product", group.ProductId);
    }

    public static void Self(this Utf8JsonWriter writer, ApiRequest request, string path)
    {
        writer.WriteStartObject("links");
        writer.WriteString("self", request.Base + path);
        writer.WriteEndObject();
    }

    private static string Link(ApiRequest request, Page page, int number)
    {
        var query = request.Context.Request.Query
            .Where(pair => pair.Key is not ("page[number]" or "page[size]"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append(string.Create(CultureInfo.InvariantCulture, $"page%5Bnumber%5D={number}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"page%5Bsize%5D={page.Size}"));
        return $"{request.Base}{request.Context.Request.Path.ToUriComponent()}?{string.Join('&', query)}";
    }
}
