using System.Collections;
using ImpDevice.Text;

namespace ImpDevice.Storage;

/// <summary>Configuration as slot payload: one JSON object; absent values are left out, unknown ones are ignored.</summary>
internal static class ConfigurationCodec
{
    internal static byte[] Encode(DeviceConfiguration configuration)
    {
        Hashtable table = new Hashtable();
        Put(table, "plan_id", configuration.PlanId);
        Put(table, "token_id", configuration.TokenId);
        Put(table, "ssid", configuration.WifiSsid);
        Put(table, "password", configuration.WifiPassword);
        Put(table, "agent_url", configuration.AgentUrl);
        Put(table, "outcome", configuration.ActivationOutcome);
        StaticAddresses addresses = configuration.StaticAddresses;
        if (addresses != null)
        {
            Put(table, "ip", addresses.Ip);
            Put(table, "netmask", addresses.Netmask);
            Put(table, "router", addresses.Gateway);
            Put(table, "dns1", addresses.Dns1);
            Put(table, "dns2", addresses.Dns2);
        }
        table.Add("activated", configuration.Activated);
        table.Add("application_loaded", configuration.ApplicationLoaded);
        return Json.WriteUtf8(table);
    }

    /// <exception cref="JsonException">The payload is not a configuration.</exception>
    internal static DeviceConfiguration Decode(byte[] payload)
    {
        Hashtable table = Json.Parse(payload, 0, payload.Length) as Hashtable;
        if (table == null) throw new JsonException("an object is expected", 0);
        return new DeviceConfiguration
        {
            PlanId = JsonFields.GetString(table, "plan_id"),
            TokenId = JsonFields.GetString(table, "token_id"),
            WifiSsid = JsonFields.GetString(table, "ssid"),
            WifiPassword = JsonFields.GetString(table, "password"),
            StaticAddresses = AddressesIn(table),
            AgentUrl = JsonFields.GetString(table, "agent_url"),
            ActivationOutcome = JsonFields.GetString(table, "outcome"),
            Activated = JsonFields.GetBool(table, "activated"),
            ApplicationLoaded = JsonFields.GetBool(table, "application_loaded"),
        };
    }

    internal static bool Same(DeviceConfiguration left, DeviceConfiguration right)
    {
        return left.PlanId == right.PlanId
            && left.TokenId == right.TokenId
            && left.WifiSsid == right.WifiSsid
            && left.WifiPassword == right.WifiPassword
            && (left.StaticAddresses == null ? right.StaticAddresses == null : left.StaticAddresses.Same(right.StaticAddresses))
            && left.AgentUrl == right.AgentUrl
            && left.ActivationOutcome == right.ActivationOutcome
            && left.Activated == right.Activated
            && left.ApplicationLoaded == right.ApplicationLoaded;
    }

    /// <summary>Half an address configuration is none: DHCP can still connect.</summary>
    private static StaticAddresses AddressesIn(Hashtable table)
    {
        StaticAddresses addresses = new StaticAddresses
        {
            Ip = JsonFields.GetString(table, "ip"),
            Netmask = JsonFields.GetString(table, "netmask"),
            Gateway = JsonFields.GetString(table, "router"),
            Dns1 = JsonFields.GetString(table, "dns1"),
            Dns2 = JsonFields.GetString(table, "dns2"),
        };
        return addresses.Refusal() == null ? addresses : null;
    }

    private static void Put(Hashtable table, string name, string value)
    {
        if (value != null) table.Add(name, value);
    }
}
