namespace VirtualBoard.Flash;

/// <summary>What a flash operation leaves behind when the power fails in the middle of it.</summary>
internal static class FlashTear
{
    /// <summary>Turns the result of a page program into a torn one: a prefix of it, or a random choice of the bits.</summary>
    /// <param name="old">The bytes before.</param>
    /// <param name="target">In: the bytes that a complete program leaves. Out: those that this one leaves.</param>
    /// <param name="random">Decides.</param>
    public static void Program(ReadOnlySpan<byte> old, Span<byte> target, RandomStream random)
    {
        if (random.Next(2) == 0)
        {
            var done = random.Next(target.Length + 1);
            old[done..].CopyTo(target[done..]);
            return;
        }

        Span<byte> chance = stackalloc byte[NorFlash.PageSize];
        chance = chance[..target.Length];
        random.Fill(chance);
        for (var i = 0; i < target.Length; i++)
            target[i] = (byte)(old[i] & (target[i] | chance[i]));
    }

    /// <summary>
    /// Turns a sector into a half erased one: stretches that are erased, stretches as they were, and stretches of garbage. Whole
    /// records surviving next to erased ones are what a file system must be able to live with.
    /// </summary>
    /// <param name="sector">In: the bytes before. Out: those that are left.</param>
    /// <param name="random">Decides.</param>
    public static void Erase(Span<byte> sector, RandomStream random)
    {
        while (!sector.IsEmpty)
        {
            var stretch = sector[..Math.Min(sector.Length, 1 + random.Next(1024))];
            switch (random.Next(3))
            {
                case 0:
                    stretch.Fill(NorFlash.ErasedByte);
                    break;
                case 1:
                    random.Fill(stretch);
                    break;
            }

            sector = sector[stretch.Length..];
        }
    }
}
