extern alias nanoapi;

using ObjectMembers = nanoapi::VirtualBoard.NanoApi.Members.ObjectMembers;
using EnumMembers = nanoapi::VirtualBoard.NanoApi.Members.EnumMembers;
using GuidMembers = nanoapi::VirtualBoard.NanoApi.Members.GuidMembers;
using DoubleMembers = nanoapi::VirtualBoard.NanoApi.Members.DoubleMembers;
using Random = nanoapi::System.Random;
using SingleMembers = nanoapi::VirtualBoard.NanoApi.Members.SingleMembers;

namespace VirtualBoard.NanoApi.Tests.Objects;

public sealed class HashTests
{
    [Fact]
    public void A_string_hashes_as_its_CRC() => Bench.Run(() =>
    {
        // CRC-32 with polynomial 04C11DB7, not reflected, from 0, of "123456789".
        Assert.Equal(unchecked((int)0x89A1897F), ObjectMembers.GetHashCode("123456789"));
        Assert.Equal(0, ObjectMembers.GetHashCode(string.Empty));
    });

    [Fact]
    public void Numbers_hash_as_in_nanoCLR() => Bench.Run(() =>
    {
        Assert.Equal(42, ObjectMembers.GetHashCode(42));
        Assert.Equal(-1, ObjectMembers.GetHashCode((sbyte)-1));
        Assert.Equal(0x0041_0041, ObjectMembers.GetHashCode('A'));
        Assert.Equal(1, ObjectMembers.GetHashCode(true));
        Assert.Equal(ObjectMembers.GetHashCode(0.0), ObjectMembers.GetHashCode(-0.0));
        Assert.Equal(1, ObjectMembers.GetHashCode(DayOfWeek.Monday));
    });

    [Theory, InlineData(789.0), InlineData(-0.0), InlineData(double.NaN)]
    public void Reals_hash_the_same_boxed_or_not(double number) => Bench.Run(() =>
    {
        var single = (float)number;
        Assert.Equal(ObjectMembers.GetHashCode(number), DoubleMembers.GetHashCode(ref number));
        Assert.Equal(ObjectMembers.GetHashCode(single), SingleMembers.GetHashCode(ref single));
    });

    [Fact]
    public void An_object_keeps_its_hash_and_the_hashes_of_a_boot_are_the_same_in_every_run()
    {
        Assert.Equal(Hashes(), Hashes());

        static int[] Hashes() => Bench.Run(() =>
        {
            var first = new object();
            var hash = ObjectMembers.GetHashCode(first);
            Assert.Equal(hash, ObjectMembers.GetHashCode(first));
            Assert.Equal(hash, ObjectMembers.base_GetHashCode(first));
            return new[] { hash, ObjectMembers.GetHashCode(new object()), ObjectMembers.GetHashCode(typeof(string)), ObjectMembers.GetHashCode((Action)Nothing) };
        });
    }

    [Fact]
    public void An_override_is_used() => Bench.Run(() => Assert.Equal(7, ObjectMembers.GetHashCode(new Seven())));

    [Fact]
    public void One_common_flag_is_enough()
    {
        Assert.True(EnumMembers.HasFlag(FileAccess.Read, FileAccess.ReadWrite));
        Assert.Throws<ArgumentException>(() => EnumMembers.HasFlag(FileAccess.Read, FileMode.Open));
    }

    [Fact]
    public void Randomness_is_the_labs_and_a_seed_gives_the_devices_numbers()
    {
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));

        // newlib's rand after srand(1).
        var seeded = new Random(1);
        Assert.Equal([1_481_765_933, 1_085_377_743, 1_270_216_262], new[] { seeded.Next(), seeded.Next(), seeded.Next() });
        Assert.Throws<ArgumentOutOfRangeException>(() => seeded.Next(0));

        static string Draw(ulong seed)
        {
            using var bench = new Bench(seed);
            var text = string.Empty;
            bench.Boot(() => text = $"{new Random().Next()} {GuidMembers.NewGuid()}");
            return text;
        }
    }

    [Fact]
    public void A_guid_is_read_in_the_form_with_dashes_only()
    {
        const string Text = "0f8fad5b-d9cb-469f-a165-70867728950e";
        Assert.Equal(new Guid(Text), GuidMembers.New(Text));
        Assert.Equal(new Guid(Text), GuidMembers.New($"{{{Text}}}"));
        Assert.Throws<ArgumentException>(() => GuidMembers.New("0f8fad5bd9cb469fa16570867728950e"));
    }

    private static void Nothing()
    {
    }

    private sealed class Seven
    {
        public override int GetHashCode() => 7;
    }
}
