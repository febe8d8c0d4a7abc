namespace AgentEmulator.Cloud;

/// <summary>The seven types of device groups. "pre_" is the test zone, which works as production does.</summary>
internal static class DeviceGroupTypes
{
    public const string Development = "development_devicegroup";
    public const string PreProduction = "pre_production_devicegroup";
    public const string Production = "production_devicegroup";
    public const string PreFixture = "pre_factoryfixture_devicegroup";
    public const string Fixture = "factoryfixture_devicegroup";
    public const string PreDut = "pre_dut_devicegroup";
    public const string Dut = "dut_devicegroup";

    public static readonly IReadOnlyList<string> All = [Development, PreProduction, Production, PreFixture, Fixture, PreDut, Dut];

    public static bool IsProduction(string type) => type is Production or PreProduction;

    public static bool IsFixture(string type) => type is Fixture or PreFixture;

    public static bool IsDut(string type) => type is Dut or PreDut;

    /// <summary>Test zone and production do not mix.</summary>
    public static bool IsTest(string type) => type.StartsWith("pre_", StringComparison.Ordinal);
}
