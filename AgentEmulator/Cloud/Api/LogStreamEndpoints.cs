namespace AgentEmulator.Cloud.Api;

/// <summary>Log streams: lines of devices' and agents' logs as they are written, as server-sent events.</summary>
internal sealed class LogStreamEndpoints(LogStreams streams, DeviceFinder finder)
{
    private const string What = "log stream";
    private static readonly EndpointAnswer NotFound = new(404, "There is no such log stream or device", "Errors");

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("POST", "/v5/logstream", "createLogStream", "Make the account's log stream; an earlier one is closed", EndpointBody.None,
            [new(201, "Made; whoever has its id may read it, once", "Resource")], Create),
        Endpoint.ImpCentral("GET", "/v5/logstream/{id}", "readLogStream", "Read a log stream; its id lets in", EndpointBody.None,
            [
                new(200, "Events until the stream is closed: lines of logs, and state_change", "LogEvents"),
                new(400, "A query parameter is wrong", "Errors"), NotFound, new(409, "It has a reader", "Errors"),
            ], Open) with { Auth = EndpointAuth.Nobody, Query = [("format", "text or json; the default is text")] },
        Endpoint.ImpCentral("PUT", "/v5/logstream/{id}/{device}", "addLogStreamDevice",
            "Have a log stream follow a device, named by its id, MAC address or agent id; five at a time", EndpointBody.None,
            [new(204, "Followed; of production devices nothing is told", null), NotFound], Add),
        Endpoint.ImpCentral("DELETE", "/v5/logstream/{id}/{device}", "removeLogStreamDevice", "Have a log stream follow a device no more", EndpointBody.None,
            [new(204, "No more", null), NotFound], Remove),
    ];

    private ApiResult Create(ApiRequest request)
    {
        var id = streams.Create();
        return ResourceWriter.One(201, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "logstream");
            writer.WriteString("id", id);
            writer.WriteStartObject("attributes");
            writer.WriteEndObject();
            writer.WriteStartObject("relationships");
            writer.WriteEndObject();
            writer.Self(request, "/v5/logstream/" + id);
            writer.WriteEndObject();
        });
    }

    private ApiResult Open(ApiRequest request)
    {
        var format = Page.Filter(request, "format") ?? "text";
        if (format is not ("text" or "json"))
            throw ApiRefusalException.Invalid("format must be text or json");
        var stream = streams.Open(request.Id) ?? throw ApiRefusalException.NotFound(What, "of that id");
        return ApiResult.Streamed(async context =>
        {
            // At once, not when whoever waits for events gets to know of it.
            await using var gone = context.RequestAborted.UnsafeRegister(_ => streams.Closed(stream), null).ConfigureAwait(false);
            try
            {
                await stream.CopyToAsync(context, format == "json").ConfigureAwait(false);
            }
            finally
            {
                streams.Closed(stream);
            }
        });
    }

    private ApiResult Add(ApiRequest request) => streams.Subscribe(request.Id, Device(request))
        ? ApiResult.NoContent : throw ApiRefusalException.NotFound(What, "of that id");

    private ApiResult Remove(ApiRequest request) => streams.Unsubscribe(request.Id, Device(request))
        ? ApiResult.NoContent : throw ApiRefusalException.NotFound(What, "of that id that follows the device");

    private string Device(ApiRequest request) =>
        finder.Find(request.Path["device"])?.Id ?? throw ApiRefusalException.NotFound("device", request.Path["device"]);
}
