using System.IO.Hashing;
using System.Text;
using AgentEmulator.Cloud;

namespace AgentEmulator.Exploration.Cuts;

/// <summary>What of the world outlives a power cut of a board, as a hash.</summary>
/// <remarks>
/// It holds every byte of the board's flash, the impCloud's record of the device and of the token the board has, and whether the agents are at
/// work for it. It does not hold the time, nor what the gateway keeps of the session that ended with the boot, which the next hello drops. Two
/// runs that meet in one state go on alike but for the time of day and for what is drawn from then on.
/// </remarks>
internal static class WorldState
{
    public static UInt128 Of(FactoryLab lab, FactoryBoard board)
    {
        var hash = new XxHash128();
        Span<byte> flash = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(flash, board.HashFlash());
        hash.Append(flash);
        var device = lab.Services.Cloud.FindDevice(board.DeviceId);
        var token = board.ReadConfiguration().TokenId;
        var claim = token is null ? null : lab.Services.Cloud.FindClaim(token);
        hash.Append(Encoding.UTF8.GetBytes(
            $"{device?.State ?? DeviceState.Unknown} {device?.Blessings} {device?.PlanId} {claim?.DeviceId} " +
            $"{board.History.TokenRequestOpen} {board.History.ClaimOpen} {board.History.CloudActivated} {board.History.EverActivated}"));
        return hash.GetCurrentHashAsUInt128();
    }
}
