using Microsoft.EntityFrameworkCore;

namespace AgentEmulator.Cloud.Storage;

/// <summary>The records as tables. One context makes one transaction.</summary>
internal sealed class CloudContext(DbContextOptions<CloudContext> options) : DbContext(options)
{
    /// <summary>Changes with the tables; a file of another version is refused.</summary>
    public const int Version = 1;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Table<PlanRecord>(modelBuilder, "plans");
        Table<TokenRecord>(modelBuilder, "tokens");
        Table<DeviceRecord>(modelBuilder, "devices");
        Table<DeviceEntryRecord>(modelBuilder, "device_history");
        Table<AgentRecord>(modelBuilder, "agents");
        Table<AgentDataRecord>(modelBuilder, "agent_data");
        Table<ProductRecord>(modelBuilder, "products");
        Table<DeviceGroupRecord>(modelBuilder, "device_groups");
        Table<DeploymentRecord>(modelBuilder, "deployments");
        Table<WebhookRecord>(modelBuilder, "webhooks");
        Table<WebhookDeliveryRecord>(modelBuilder, "webhook_deliveries");
        Table<CredentialRecord>(modelBuilder, "credentials");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();

    /// <summary>Every record of every table.</summary>
    public IReadOnlyList<IStoredRecord> All() =>
    [
        .. Of<PlanRecord>(), .. Of<TokenRecord>(), .. Of<DeviceRecord>(), .. Of<DeviceEntryRecord>(), .. Of<AgentRecord>(),
        .. Of<AgentDataRecord>(), .. Of<ProductRecord>(), .. Of<DeviceGroupRecord>(), .. Of<DeploymentRecord>(), .. Of<WebhookRecord>(),
        .. Of<WebhookDeliveryRecord>(), .. Of<CredentialRecord>(),
    ];

    private IEnumerable<T> Of<T>()
        where T : class, IStoredRecord => Set<T>().AsNoTracking();

    private static void Table<T>(ModelBuilder model, string name)
        where T : class, IStoredRecord =>
        model.Entity<T>().ToTable(name).HasKey(record => record.Id);
}
