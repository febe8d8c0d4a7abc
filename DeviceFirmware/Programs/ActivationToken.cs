using System.Collections;
using ImpDevice.Storage;
using ImpDevice.Text;

namespace DeviceFirmware.Programs;

/// <summary>Data of message <c>activation.token</c>: {plan_id, token_id, and on WiFi ssid, password}.</summary>
internal sealed class ActivationToken
{
    private const int IdBytes = 8;

    internal string PlanId { get; private set; }

    internal string TokenId { get; private set; }

    /// <summary>Network to program, or null on a wired board.</summary>
    internal string Ssid { get; private set; }

    internal string Password { get; private set; }

    /// <summary>null and a problem when something is missing or impossible: better no token used than a unit that cannot connect.</summary>
    internal static ActivationToken From(Hashtable data, bool wifi, out string problem)
    {
        ActivationToken token = new ActivationToken
        {
            PlanId = JsonFields.GetString(data, "plan_id"),
            TokenId = JsonFields.GetString(data, "token_id"),
            Ssid = wifi ? JsonFields.GetString(data, "ssid") : null,
            Password = wifi ? JsonFields.GetString(data, "password") ?? "" : null,
        };
        if (!IsId(token.PlanId)) problem = "plan_id is not 16 hex digits";
        else if (!IsId(token.TokenId)) problem = "token_id is not 16 hex digits";
        else problem = wifi ? WifiRules.Refusal(token.Ssid, token.Password) : null;
        return problem == null ? token : null;
    }

    private static bool IsId(string text)
    {
        byte[] bytes = Hex.Decode(text);
        return bytes != null && bytes.Length == IdBytes;
    }
}
