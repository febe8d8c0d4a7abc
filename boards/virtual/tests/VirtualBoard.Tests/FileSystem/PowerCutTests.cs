using VirtualBoard.FileSystem;
using VirtualBoard.Flash;

namespace VirtualBoard.Tests.FileSystem;

/// <summary>
/// Every scenario is run once without a cut, to learn its flash operations and the state after each step; then once for each flash
/// operation and seed with a cut there, after which the volume must hold the state before or after the step that was cut.
/// </summary>
public sealed class PowerCutTests
{
    private const ulong Seeds = 4;

    public static TheoryData<string> Scenarios => new(
        "create small", "create large", "overwrite small", "overwrite large", "shrink", "grow", "append", "patch", "truncate",
        "delete", "move", "move over directories", "two files interleaved", "create directories", "full", "many commits");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_cut_at_any_flash_operation_leaves_the_old_or_the_new(string name)
    {
        var origin = new VolumeRig(sectors: name == "full" ? 16 : 64);
        Prepare(origin.Mount(), name);
        var (states, operations) = Learn(origin.Fork(1), name);
        Assert.True(operations >= 2, "the scenario writes nothing");
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            for (var cut = 1; cut <= operations; cut++)
                CutOnce(origin.Fork((seed * 10_000) + (ulong)cut), name, cut, states);
        }
    }

    private static (List<string> States, long Operations) Learn(VolumeRig rig, string name)
    {
        var files = rig.Mount();
        var states = new List<string> { VolumeRig.Dump(files) };
        var before = rig.Flash.OperationCount;
        foreach (var step in Steps(files, name))
        {
            step();
            states.Add(VolumeRig.Dump(files));
        }

        Assert.Equal(0, rig.Flash.ImpossibleProgramCount);
        if (name == "many commits")
            Assert.Equal(2, rig.Partition.GetEraseCount(1));
        return (states, rig.Flash.OperationCount - before);
    }

    private static void CutOnce(VolumeRig rig, string name, int cut, List<string> states)
    {
        var files = rig.Mount();
        rig.CutAt(cut);
        var completed = 0;
        Assert.Throws<PowerOffException>(() =>
        {
            foreach (var step in Steps(files, name))
            {
                step();
                completed++;
            }
        });
        Assert.Throws<PowerOffException>(() => files.FileExists(@"I:\a"));

        var mounted = rig.Mount();
        Assert.Null(mounted.FormatReason);
        Assert.Equal(0, mounted.Volume.DamagedSnapshots);
        var state = VolumeRig.Dump(mounted);
        Assert.True(
            state == states[completed] || state == states[completed + 1],
            $"cut {cut} in step {completed}: found\n{state}\nexpected\n{states[completed]}\nor\n{states[completed + 1]}");
        CutAgain(rig, mounted, cut, state);
    }

    /// <summary>The life after: a first commit that is cut as well, and one that is not.</summary>
    private static void CutAgain(VolumeRig rig, BoardFileSystem files, int cut, string state)
    {
        rig.CutAt(1 + (cut % 7));
        try
        {
            files.WriteAllBytes(@"I:\zz", VolumeRig.Bytes(700, 9));
        }
        catch (PowerOffException)
        {
            files = rig.Mount();
            Assert.Null(files.FormatReason);
        }
        catch (FileSystemException e) when (e.Kind == FileSystemError.NoSpace)
        {
            // Nothing was promised on a full volume but that it stays as it is; the entry itself may fit.
        }

        rig.Flash.Intercept = null;
        var zz = files.FileExists(@"I:\zz") ? VolumeRig.DumpFile(@"I:\zz", files.ReadAllBytes(@"I:\zz")) : string.Empty;
        Assert.Contains(zz, new[]
        {
            string.Empty,
            VolumeRig.DumpFile(@"I:\zz", []),
            VolumeRig.DumpFile(@"I:\zz", VolumeRig.Bytes(700, 9)),
        });
        Assert.Equal(state + zz, VolumeRig.Dump(files));
        if (zz.Length > 0)
            files.Delete(@"I:\zz");
        files.CreateDirectory(@"I:\z");
        Assert.Equal(state + VolumeRig.DumpDirectory(@"I:\z"), VolumeRig.Dump(rig.Mount()));
        Assert.Equal(0, rig.Flash.ImpossibleProgramCount);
    }

    private static void Prepare(BoardFileSystem files, string name)
    {
        files.CreateDirectory(@"I:\d\e");
        files.WriteAllBytes(@"I:\small", VolumeRig.Bytes(300, 1));
        files.WriteAllBytes(@"I:\large", VolumeRig.Bytes(9_000, 2));
        files.WriteAllBytes(@"I:\d\other", VolumeRig.Bytes(513, 3));
        if (name == "full")
            return;
        // Enough commits that a root sector changes in the middle of the scenarios that commit a lot.
        for (var i = 0; i < 100; i++)
            files.WriteAllBytes(@"I:\d\counter", [(byte)i]);
    }

    private static IEnumerable<Action> Steps(BoardFileSystem files, string name) => name switch
    {
        "create small" => Write(files, @"I:\new", FileMode.CreateNew, VolumeRig.Bytes(200, 5)),
        "create large" => Write(files, @"I:\d\new", FileMode.OpenOrCreate, VolumeRig.Bytes(10_000, 5)),
        "overwrite small" => Write(files, @"I:\small", FileMode.Create, VolumeRig.Bytes(400, 5)),
        "overwrite large" => Write(files, @"I:\large", FileMode.Open, VolumeRig.Bytes(9_000, 5)),
        "shrink" => Write(files, @"I:\large", FileMode.Truncate, VolumeRig.Bytes(20, 5)),
        "grow" => Write(files, @"I:\small", FileMode.Create, VolumeRig.Bytes(5_000, 5)),
        "append" => Write(files, @"I:\large", FileMode.Append, VolumeRig.Bytes(4_000, 5)),
        "patch" => Patch(files),
        "truncate" => Truncate(files),
        "delete" => [() => files.Delete(@"I:\large"), () => files.Delete(@"I:\small"), () => files.Delete(@"I:\d\other")],
        "move" => [() => files.Move(@"I:\large", @"I:\d\e\moved"), () => files.Move(@"I:\d\other", @"I:\other")],
        "move over directories" => [() => files.Move(@"I:\d", @"I:\f"), () => files.Move(@"I:\f\e", @"I:\e")],
        "two files interleaved" => Interleave(files),
        "create directories" =>
        [
            () => files.CreateDirectory(@"I:\x"), () => files.CreateDirectory(@"I:\x\y"), () => files.DeleteDirectory(@"I:\d\e"),
        ],
        "full" => Fill(files),
        "many commits" => Enumerable.Range(0, 30).SelectMany(i =>
            Write(files, i % 2 == 0 ? @"I:\small" : @"I:\d\other", FileMode.Create, VolumeRig.Bytes(450, i))),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static IEnumerable<Action> Write(BoardFileSystem files, string path, FileMode mode, byte[] content)
    {
        BoardFile? file = null;
        yield return () => file = files.Open(path, mode, FileAccess.Write);
        yield return () =>
        {
            file!.Write(content.AsSpan(0, content.Length / 3));
            file.Flush();
            file.Write(content.AsSpan(content.Length / 3));
        };
        yield return () => file!.Close();
    }

    private static IEnumerable<Action> Patch(BoardFileSystem files)
    {
        BoardFile? file = null;
        yield return () => file = files.Open(@"I:\large", FileMode.Open, FileAccess.ReadWrite);
        yield return () =>
        {
            foreach (var position in (int[])[8_000, 100, 4_090, 12_000])
            {
                file!.Seek(position, SeekOrigin.Begin);
                file.Write(VolumeRig.Bytes(50, position));
            }
        };
        yield return () => file!.Close();
    }

    private static IEnumerable<Action> Truncate(BoardFileSystem files)
    {
        BoardFile? file = null;
        yield return () => file = files.Open(@"I:\large", FileMode.Open, FileAccess.ReadWrite);
        yield return () =>
        {
            file!.SetLength(5_000);
            file.SetLength(13_000);
            file.SetLength(4_096);
            file.SetLength(4_097);
        };
        yield return () => file!.Close();
    }

    private static IEnumerable<Action> Interleave(BoardFileSystem files)
    {
        BoardFile? first = null;
        BoardFile? second = null;
        yield return () => first = files.Open(@"I:\large", FileMode.Create, FileAccess.Write);
        yield return () => second = files.Open(@"I:\second", FileMode.Create, FileAccess.Write);
        for (var i = 0; i < 3; i++)
        {
            var part = i;
            yield return () => first!.Write(VolumeRig.Bytes(3_000, part));
            yield return () => second!.Write(VolumeRig.Bytes(3_000, 10 + part));
        }

        yield return () => first!.Close();
        yield return () => second!.Write(VolumeRig.Bytes(3_000, 20));
        yield return () => second!.Close();
    }

    private static IEnumerable<Action> Fill(BoardFileSystem files)
    {
        for (var i = 0; i < 4; i++)
        {
            foreach (var step in Write(files, $@"I:\fill{i}", FileMode.CreateNew, VolumeRig.Bytes(4_096, 30 + i)))
                yield return step;
        }

        BoardFile? file = null;
        yield return () => file = files.Open(@"I:\large", FileMode.Create, FileAccess.Write);
        yield return () =>
        {
            try
            {
                file!.Write(VolumeRig.Bytes(40_000, 40));
                Assert.Fail("40,000 bytes fit although the volume was to be full");
            }
            catch (FileSystemException e)
            {
                Assert.Equal(FileSystemError.NoSpace, e.Kind);
            }
        };
        yield return () => file!.Close();
        yield return () => files.Delete(@"I:\fill1");
        foreach (var step in Write(files, @"I:\fill2", FileMode.Create, VolumeRig.Bytes(3_000, 50)))
            yield return step;
        yield return () => files.Delete(@"I:\large");
        foreach (var step in Write(files, @"I:\after", FileMode.Create, VolumeRig.Bytes(8_192, 51)))
            yield return step;
    }

    [Fact]
    public void A_cut_in_a_recursive_delete_leaves_what_entry_by_entry_deleting_leaves()
    {
        var origin = new VolumeRig();
        var files = origin.Mount();
        files.CreateDirectory(@"I:\d\e");
        foreach (var path in (string[])[@"I:\d\a", @"I:\d\e\b", @"I:\d\f", @"I:\z"])
            files.WriteAllBytes(path, VolumeRig.Bytes(600, path.Length));

        var states = new List<string>();
        var byHand = origin.Fork(1).Mount();
        Action[] steps =
        [
            () => { }, () => byHand.Delete(@"I:\d\a"), () => byHand.Delete(@"I:\d\e\b"), () => byHand.DeleteDirectory(@"I:\d\e"),
            () => byHand.Delete(@"I:\d\f"), () => byHand.DeleteDirectory(@"I:\d"),
        ];
        foreach (var step in steps)
        {
            step();
            states.Add(VolumeRig.Dump(byHand));
        }

        var seen = new HashSet<string>();
        for (ulong seed = 0; seed < 200; seed++)
        {
            var rig = origin.Fork(seed);
            var cut = rig.Mount();
            rig.CutAt(1 + (int)(seed % 15));
            try
            {
                cut.DeleteDirectory(@"I:\d", recursive: true);
            }
            catch (PowerOffException)
            {
                cut = rig.Mount();
            }

            seen.Add(VolumeRig.Dump(cut));
        }

        Assert.Equal(states.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cut_at_any_flash_operation_of_the_first_format_leads_to_an_empty_volume()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            for (var cut = 1; ; cut++)
            {
                var rig = new VolumeRig(seed: seed);
                rig.Partition.Program(0, VolumeRig.Bytes(20_000, (int)seed));
                rig.CutAt(cut);
                try
                {
                    BoardFileSystem.Mount(rig.Partition);
                    break;
                }
                catch (PowerOffException)
                {
                    var files = rig.Mount();
                    Assert.Equal(string.Empty, VolumeRig.Dump(files));
                    files.WriteAllBytes(@"I:\a", [1]);
                    Assert.False(rig.Mount().FormattedOnMount);
                }
            }
        }
    }
}
