using VirtualBoard.Flash;

namespace AgentEmulator.Activation;

/// <summary>Flash contents that outlive the board which uses them.</summary>
internal sealed class LentFlashContents(IFlashContents owned) : IFlashContents
{
    public int Size => owned.Size;

    public void Read(int address, Span<byte> destination) => owned.Read(address, destination);

    public void Write(int address, ReadOnlySpan<byte> source) => owned.Write(address, source);

    public void EraseSector(int sector) => owned.EraseSector(sector);

    public int GetEraseCount(int sector) => owned.GetEraseCount(sector);

    public void SetEraseCount(int sector, int count) => owned.SetEraseCount(sector, count);

    public void Flush() => owned.Flush();

    public void Dispose()
    {
    }
}
