using System.Text.Json;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>Webhooks, one device group and event each.</summary>
internal sealed class WebhookEndpoints(ApiServices services)
{
    private const string Type = "webhook";
    private const string GroupFilter = "filter[devicegroup.id]";
    private static readonly string[] ContentTypes = ["application/json", "application/x-www-form-urlencoded"];
    private static readonly EndpointAnswer NotFound = new(404, "There is no such webhook", "Errors");

    private CloudState State => services.State;

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("GET", "/v5/webhooks", "listWebhooks", "List webhooks", EndpointBody.None,
            [new(200, "One page", "ResourceList"), new(400, "A query parameter is wrong", "Errors")], List) with { Query = Queries.With(GroupFilter) },
        Endpoint.ImpCentral("POST", "/v5/webhooks", "createWebhook", "Have a URL called on an event of a device group", EndpointBody.Required,
            [new(201, "Made", "Resource"), new(404, "There is no such device group", "Errors")], Create),
        Endpoint.ImpCentral("GET", "/v5/webhooks/{id}", "getWebhook", "Get a webhook", EndpointBody.None,
            [new(200, "The webhook", "Resource"), NotFound], request => ResourceWriter.Found(request, Find(request), Write)),
        Endpoint.ImpCentral("PATCH", "/v5/webhooks/{id}", "updateWebhook", "Change a webhook's URL or content type", EndpointBody.Required,
            [new(200, "Changed", "Resource"), NotFound], Update),
        Endpoint.ImpCentral("DELETE", "/v5/webhooks/{id}", "deleteWebhook", "Delete a webhook; calls that are still to be made are not", EndpointBody.None,
            [new(204, "Deleted", null), NotFound], Delete),
    ];

    private ApiResult List(ApiRequest request)
    {
        var page = Page.Read(request, GroupFilter);
        var group = Page.Filter(request, GroupFilter);
        List<WebhookRecord> found;
        lock (State.Gate)
        {
            found = [.. State.Webhooks.Where(w => group is null || w.GroupId == group).OrderBy(w => w.CreatedAt).ThenBy(w => w.Id, StringComparer.Ordinal)];
        }

        return ResourceWriter.Many(request, page, found, (w, webhook) => Write(w, request, webhook));
    }

    private ApiResult Create(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "url", "event", "content_type");
        WebhookRecord webhook;
        lock (State.Gate)
        {
            var target = body.RequiredRelationship(
                "devicegroup", type => DeviceGroupTypes.All.Contains(type, StringComparer.Ordinal), "a type of device group");
            if (State.Groups.Find(target.Id) is not { } group || group.Type != target.Type)
                throw ApiRefusalException.NotFound(target.Type, target.Id);
            webhook = new WebhookRecord(
                services.Ids.Uuid("webhook"), group.Id, Url(body) ?? throw Missing("url"),
                body.OneOf("event", WebhookEvents.All) ?? throw Missing("event"),
                body.OneOf("content_type", ContentTypes) ?? throw Missing("content_type"), services.Time.GetUtcNow());
            State.Put(State.Webhooks, webhook);
        }

        return ResourceWriter.One(201, w => Write(w, request, webhook));
    }

    private ApiResult Update(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "url", "content_type");
        WebhookRecord webhook;
        lock (State.Gate)
        {
            webhook = Find(request);
            webhook = webhook with
            {
                Url = Url(body) ?? webhook.Url,
                ContentType = body.OneOf("content_type", ContentTypes) ?? webhook.ContentType,
                UpdatedAt = services.Time.GetUtcNow(),
            };
            State.Put(State.Webhooks, webhook);
        }

        return ResourceWriter.One(200, w => Write(w, request, webhook));
    }

    private ApiResult Delete(ApiRequest request)
    {
        lock (State.Gate)
            State.Remove(State.Webhooks, Find(request));
        return ApiResult.NoContent;
    }

    private WebhookRecord Find(ApiRequest request) => services.Find(State.Webhooks, request, "webhook");

    private static string? Url(ResourceBody body)
    {
        var url = body.Text("url", 2048);
        return url is null || (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https")
            ? url
            : throw ApiRefusalException.Invalid("data.attributes.url must be an absolute http or https URL");
    }

    private static ApiRefusalException Missing(string attribute) => ApiRefusalException.Invalid($"data.attributes.{attribute} is missing");

    private void Write(Utf8JsonWriter writer, ApiRequest request, WebhookRecord webhook)
    {
        DeviceGroupRecord? group;
        lock (State.Gate)
            group = State.Groups.Find(webhook.GroupId);
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteString("id", webhook.Id);
        writer.WriteStartObject("attributes");
        writer.WriteString("url", webhook.Url);
        writer.WriteString("event", webhook.Event);
        writer.WriteString("content_type", webhook.ContentType);
        writer.Time("created_at", webhook.CreatedAt);
        writer.Time("updated_at", webhook.UpdatedAt);
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.Identifier("owner", "account", services.Account.Id);
        if (group is not null)
            writer.Identifier("devicegroup", group.Type, group.Id);
        writer.WriteEndObject();
        writer.Self(request, "/v5/webhooks/" + webhook.Id);
        writer.WriteEndObject();
    }
}
