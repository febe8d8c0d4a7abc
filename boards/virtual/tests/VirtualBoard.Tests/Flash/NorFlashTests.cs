using VirtualBoard.Flash;

namespace VirtualBoard.Tests.Flash;

public sealed class NorFlashTests
{
    private const int Size = 64 * NorFlash.SectorSize;

    private static NorFlash NewFlash(ulong seed = 1) => new(Size, new MemoryFlashContents(Size), new RandomStream(seed));

    private static byte[] Read(NorFlash flash, int address, int count)
    {
        var bytes = new byte[count];
        flash.Read(address, bytes);
        return bytes;
    }

    [Fact]
    public void A_new_chip_reads_erased_and_costs_next_to_nothing()
    {
        var contents = new MemoryFlashContents(4 << 20);
        using var flash = new NorFlash(4 << 20, contents, new RandomStream(1));
        Assert.All(Read(flash, 4096 - 10, 20), b => Assert.Equal(0xFF, b));
        Assert.All(Read(flash, (4 << 20) - 5000, 5000), b => Assert.Equal(0xFF, b));
        Assert.Equal(0, contents.AllocatedBytes);
        flash.Program(0, [1]);
        Assert.Equal(NorFlash.PageSize, contents.AllocatedBytes);
    }

    [Fact]
    public void Programming_clears_bits_and_never_sets_one()
    {
        using var flash = NewFlash();
        flash.Program(10, [0b1111_0000]);
        Assert.Equal(0, flash.ImpossibleProgramCount);
        flash.Program(10, [0b1010_1010]);
        Assert.Equal([0b1010_0000], Read(flash, 10, 1));
        Assert.Equal(1, flash.ImpossibleProgramCount);
        flash.EraseSector(0);
        Assert.Equal([0xFF], Read(flash, 10, 1));
    }

    [Fact]
    public void A_program_runs_page_by_page_and_an_erase_as_one()
    {
        using var flash = NewFlash();
        var operations = new List<FlashOperation>();
        var busy = TimeSpan.Zero;
        flash.Intercept = o =>
        {
            operations.Add(o);
            return FlashVerdict.Proceed;
        };
        flash.Charge = time => busy += time;
        flash.Program(250, new byte[300]);
        flash.EraseSector(3);
        Assert.Equal(
            [
                new(FlashOperationKind.Program, 250, 6, 1),
                new(FlashOperationKind.Program, 256, 256, 2),
                new(FlashOperationKind.Program, 512, 38, 3),
                new(FlashOperationKind.Erase, 3 * 4096, 4096, 4),
            ],
            operations);
        Assert.Equal((4, 3, 1), (flash.OperationCount, flash.ProgramCount, flash.EraseCount));
        Assert.Equal((3 * TimeSpan.FromMilliseconds(0.7)) + TimeSpan.FromMilliseconds(45), busy);
    }

    [Fact]
    public void Erases_are_counted_by_sector_and_leave_the_neighbours_alone()
    {
        using var flash = NewFlash();
        flash.Program(4095, [0, 0]);
        flash.EraseSector(1);
        flash.EraseSector(1);
        Assert.Equal([0, 0xFF], Read(flash, 4095, 2));
        Assert.Equal((0, 2, 0), (flash.GetEraseCount(0), flash.GetEraseCount(1), flash.GetEraseCount(2)));
    }

    [Fact]
    public void Nothing_outside_of_the_chip_can_be_reached()
    {
        using var flash = NewFlash();
        Assert.Throws<ArgumentOutOfRangeException>(() => flash.Read(Size - 1, new byte[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => flash.Read(-1, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => flash.Program(Size - 1, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => flash.EraseSector(64));
        Assert.Throws<ArgumentOutOfRangeException>(() => flash.EraseSector(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryFlashContents(4095));
        Assert.Throws<ArgumentException>(() => new NorFlash(Size, new MemoryFlashContents(4096), new RandomStream(1)));
    }

    [Fact]
    public void Without_power_the_chip_refuses_and_keeps_its_bytes()
    {
        using var flash = NewFlash();
        flash.Program(0, [1, 2, 3]);
        flash.CutPower();
        Assert.Throws<PowerOffException>(() => flash.Read(0, new byte[1]));
        Assert.Throws<PowerOffException>(() => flash.Program(0, [0]));
        Assert.Throws<PowerOffException>(() => flash.EraseSector(0));
        flash.RestorePower();
        Assert.Equal([1, 2, 3, 0xFF], Read(flash, 0, 4));
        Assert.Equal(1, flash.PowerCycles);
        Assert.Equal(1, flash.OperationCount);
    }

    [Fact]
    public void A_cut_ordered_for_an_operation_ends_the_power_tells_so_and_throws()
    {
        using var flash = NewFlash();
        var told = 0;
        flash.CutHappened = () =>
        {
            told++;
            Assert.False(flash.IsPowered);
        };
        flash.Intercept = o => o.Number == 2 ? FlashVerdict.Cut : FlashVerdict.Proceed;
        Assert.Throws<PowerOffException>(() => flash.Program(0, new byte[1024]));
        Assert.Equal(1, told);
        Assert.Equal(2, flash.OperationCount);
        flash.RestorePower();
        Assert.All(Read(flash, 0, 256), b => Assert.Equal(0, b));
        Assert.All(Read(flash, 512, 512), b => Assert.Equal(0xFF, b));
    }

    [Fact]
    public void A_torn_program_is_untouched_a_prefix_a_choice_of_bits_or_done_and_every_kind_occurs()
    {
        var kinds = new Dictionary<string, int>();
        for (ulong seed = 0; seed < 200; seed++)
        {
            using var flash = NewFlash(seed);
            flash.Program(0, Enumerable.Repeat((byte)0xF5, 256).ToArray());
            flash.Intercept = _ => FlashVerdict.Cut;
            Assert.Throws<PowerOffException>(() => flash.Program(0, Enumerable.Repeat((byte)0x3C, 256).ToArray()));
            flash.RestorePower();
            const byte Target = 0xF5 & 0x3C;
            var bytes = Read(flash, 0, 256);
            // Between old and target: no bit is set that was clear, none is clear that target has.
            Assert.All(bytes, b => Assert.Equal((0, Target), (b & ~0xF5, b & Target)));
            var done = Array.FindIndex(bytes, b => b != Target);
            var kind = done < 0 ? "done"
                : bytes.Skip(done).Any(b => b != 0xF5) ? "bits"
                : done == 0 ? "untouched" : "prefix";
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        Assert.InRange(kinds["untouched"], 40, 95);
        Assert.InRange(kinds["done"], 40, 95);
        Assert.InRange(kinds["prefix"], 15, 60);
        Assert.InRange(kinds["bits"], 15, 60);
    }

    [Fact]
    public void A_torn_erase_is_untouched_done_or_a_mixture_with_garbage_and_wears_the_sector_unless_untouched()
    {
        var (untouched, done, torn, garbage) = (0, 0, 0, 0);
        for (ulong seed = 0; seed < 200; seed++)
        {
            using var flash = NewFlash(seed);
            flash.Program(4096, Enumerable.Repeat((byte)0x3C, 4096).ToArray());
            flash.Intercept = _ => FlashVerdict.Cut;
            Assert.Throws<PowerOffException>(() => flash.EraseSector(1));
            flash.RestorePower();
            var bytes = Read(flash, 4096, 4096);
            if (flash.GetEraseCount(1) == 0)
            {
                untouched++;
                Assert.All(bytes, b => Assert.Equal(0x3C, b));
            }
            else if (bytes.All(b => b == 0xFF))
            {
                done++;
            }
            else
            {
                torn++;
                garbage += bytes.Any(b => b is not (0xFF or 0x3C)) ? 1 : 0;
            }

            Assert.Equal([0xFF], Read(flash, 8192, 1));
            Assert.Equal([0xFF], Read(flash, 4095, 1));
        }

        Assert.InRange(untouched, 40, 95);
        Assert.InRange(done, 40, 95);
        Assert.InRange(torn, 40, 95);
        Assert.InRange(garbage, 30, 95);
    }

    [Fact]
    public void Equal_seeds_tear_equally()
    {
        Assert.Equal(Torn(5), Torn(5));
        Assert.True(Enumerable.Range(0, 20).Select(i => Convert.ToHexString(Torn((ulong)i))).Distinct().Count() > 3);

        static byte[] Torn(ulong seed)
        {
            using var flash = NewFlash(seed);
            flash.Intercept = _ => FlashVerdict.Cut;
            Assert.Throws<PowerOffException>(() => flash.Program(0, new byte[256]));
            flash.RestorePower();
            return Read(flash, 0, 256);
        }
    }

    [Fact]
    public void A_cut_while_board_time_passes_tears_the_operation_at_that_instant()
    {
        var seen = new HashSet<int>();
        for (ulong seed = 0; seed < 50; seed++)
        {
            using var flash = NewFlash(seed);
            // As a lab does it: time passes inside of Charge, the cut comes from an event, and the thread unwinds later.
            flash.Charge = _ =>
            {
                flash.CutPower();
                flash.RestorePower();
                seen.Add(Read(flash, 0, 256).Count(b => b == 0));
                flash.Charge = null;
                flash.Program(0, new byte[1]);
                throw new PowerOffException();
            };
            Assert.Throws<PowerOffException>(() => flash.Program(0, new byte[256]));
            Assert.Equal([0], Read(flash, 0, 1));
        }

        Assert.Contains(0, seen);
        Assert.Contains(256, seen);
        Assert.Contains(seen, n => n is > 0 and < 256);
    }

    [Fact]
    public void A_board_that_was_cut_without_an_exception_from_charge_is_told_by_the_chip()
    {
        using var flash = NewFlash();
        flash.Charge = _ => flash.CutPower();
        Assert.Throws<PowerOffException>(() => flash.EraseSector(0));
        Assert.False(flash.IsPowered);
    }

    [Fact]
    public void A_reset_lets_the_chip_finish_what_it_was_told_to_do()
    {
        using var flash = NewFlash();
        flash.Charge = _ =>
        {
            flash.Settle();
            Assert.Equal([0, 0xFF], Read(flash, 255, 2));
            flash.Charge = null;
            flash.EraseSector(0);
        };
        Assert.Throws<PowerOffException>(() => flash.Program(0, new byte[512]));
        Assert.All(Read(flash, 0, 512), b => Assert.Equal(0xFF, b));

        flash.Charge = _ => throw new PowerOffException();
        Assert.Throws<PowerOffException>(() => flash.Program(0, new byte[512]));
        Assert.Equal([0, 0xFF], Read(flash, 255, 2));
    }

    [Fact]
    public void The_chip_cannot_be_used_while_it_is_busy()
    {
        using var flash = NewFlash();
        flash.Charge = _ => flash.Read(0, new byte[1]);
        var error = Assert.Throws<InvalidOperationException>(() => flash.EraseSector(0));
        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
    }
}
