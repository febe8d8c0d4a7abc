#pragma warning disable IDE0060, CA1822
#pragma warning disable CS1591
// Stands in until the flash, file system and board definitions land.
namespace VirtualBoard
{
    public sealed class RandomStream
    {
        private ulong _s;
        public RandomStream(ulong seed) => _s = seed;
        public static RandomStream For(ulong seed, params string[] names)
        {
            var h = seed;
            foreach (var n in names) foreach (var c in n) h = (h * 31) + c;
            return new RandomStream(h);
        }
        public ulong NextUInt64()
        {
            var z = _s += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
        public int Next(int max) => (int)(NextUInt64() % (ulong)max);
        public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));
        public TimeSpan Next(TimeSpan a, TimeSpan b) => a + ((b - a) * NextDouble());
        public void Fill(Span<byte> s) { for (var i = 0; i < s.Length; i++) s[i] = (byte)NextUInt64(); }
    }
}

namespace VirtualBoard.Boards
{
    public sealed record BoardDefinition(string Name, int FlashSize, int Sockets)
    {
        public static BoardDefinition Load(string path) => new("esp32-devkitc-v4", 4 << 20, 16);
    }
}

namespace VirtualBoard.Flash
{
    public interface IFlashContents : IDisposable { }
    public sealed class MemoryFlashContents : IFlashContents { public void Dispose() { } }
    public sealed class NorFlash : IDisposable
    {
        public NorFlash(int size, IFlashContents c, RandomStream r) { }
        public Action<TimeSpan>? Charge { get; set; }
        public Action? CutHappened { get; set; }
        public void RestorePower() { }
        public void Dispose() { }
    }
    public sealed class PartitionTable
    {
        public static PartitionTable For(Boards.BoardDefinition d) => new();
        public object Open(NorFlash f, string name) => name;
    }
}

namespace VirtualBoard.FileSystem
{
    public sealed class BoardFileSystem { public static BoardFileSystem Mount(object p) => new(); }
}
