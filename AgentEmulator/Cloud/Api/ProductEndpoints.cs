using System.Text.Json;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>Products.</summary>
internal sealed class ProductEndpoints(ApiServices services)
{
    private const string Type = "product";
    private static readonly EndpointAnswer NotFound = new(404, "There is no such product", "Errors");

    private CloudState State => services.State;

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("GET", "/v5/products", "listProducts", "List products", EndpointBody.None,
            [new(200, "One page", "ResourceList"), new(400, "A query parameter is wrong", "Errors")], List) with { Query = Queries.With("filter[owner.id]") },
        Endpoint.ImpCentral("POST", "/v5/products", "createProduct", "Make a product", EndpointBody.Required,
            [new(201, "Made", "Resource"), new(409, "The name is taken", "Errors")], Create),
        Endpoint.ImpCentral("GET", "/v5/products/{id}", "getProduct", "Get a product", EndpointBody.None,
            [new(200, "The product", "Resource"), NotFound], request => ResourceWriter.Found(request, Find(request), Write)),
        Endpoint.ImpCentral("PATCH", "/v5/products/{id}", "updateProduct", "Change a product", EndpointBody.Required,
            [new(200, "Changed", "Resource"), NotFound, new(409, "The name is taken", "Errors")], Update),
        Endpoint.ImpCentral("DELETE", "/v5/products/{id}", "deleteProduct", "Delete a product without device groups", EndpointBody.None,
            [new(204, "Deleted", null), NotFound, new(409, "It has device groups", "Errors")], Delete),
    ];

    private ApiResult List(ApiRequest request)
    {
        var page = Page.Read(request, "filter[owner.id]");
        var owner = Page.Filter(request, "filter[owner.id]");
        List<ProductRecord> found;
        lock (State.Gate)
        {
            found = owner is null || owner == services.Account.Id
                ? [.. State.Products.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id, StringComparer.Ordinal)] : [];
        }

        return ResourceWriter.Many(request, page, found, (w, product) => Write(w, request, product));
    }

    private ApiResult Create(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "name", "description");
        if (body.Relationship("owner", type => type == "account", "account") is { } owner && owner.Id != services.Account.Id)
            throw ApiRefusalException.Invalid("data.relationships.owner.id is no account that you may make products for");
        ProductRecord product;
        lock (State.Gate)
        {
            product = new ProductRecord(
                services.Ids.Uuid("product"), body.RequiredText("name", 80), body.Text("description", 255) ?? "", services.Time.GetUtcNow());
            RequireFreeName(product);
            State.Put(State.Products, product);
        }

        return ResourceWriter.One(201, w => Write(w, request, product));
    }

    private ApiResult Update(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "name", "description");
        ProductRecord product;
        lock (State.Gate)
        {
            product = Find(request);
            product = product with
            {
                Name = body.Text("name", 80, 1) ?? product.Name,
                Description = body.Text("description", 255) ?? product.Description,
                UpdatedAt = services.Time.GetUtcNow(),
            };
            RequireFreeName(product);
            State.Put(State.Products, product);
        }

        return ResourceWriter.One(200, w => Write(w, request, product));
    }

    private ApiResult Delete(ApiRequest request)
    {
        lock (State.Gate)
        {
            var product = Find(request);
            if (State.Groups.Any(group => group.ProductId == product.Id))
                throw ApiRefusalException.Conflict("the product has device groups: delete them first");
            State.Remove(State.Products, product);
        }

        return ApiResult.NoContent;
    }

    private ProductRecord Find(ApiRequest request) => services.Find(State.Products, request, "product");

    private void RequireFreeName(ProductRecord product)
    {
        if (State.Products.Any(other => other.Name == product.Name && other.Id != product.Id))
            throw ApiRefusalException.Conflict("another product of the account has this name");
    }

    private void Write(Utf8JsonWriter writer, ApiRequest request, ProductRecord product)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteString("id", product.Id);
        writer.WriteStartObject("attributes");
        writer.WriteString("name", product.Name);
        writer.WriteString("description", product.Description);
        writer.Time("created_at", product.CreatedAt);
        writer.Time("updated_at", product.UpdatedAt);
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.Identifier("owner", "account", services.Account.Id);
        writer.Identifier("creator", "account", services.Account.Id);
        writer.WriteEndObject();
        writer.Self(request, "/v5/products/" + product.Id);
        writer.WriteEndObject();
    }
}
