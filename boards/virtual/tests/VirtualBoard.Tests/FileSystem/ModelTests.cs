using System.Collections.Immutable;
using CsCheck;
using VirtualBoard.FileSystem;

namespace VirtualBoard.Tests.FileSystem;

using Model = ImmutableSortedDictionary<string, byte[]?>;

/// <summary>
/// Random operations with random power cuts on a small volume, next to a dictionary that says what must be there. An entry without
/// content is a directory.
/// </summary>
public sealed class ModelTests
{
    private static readonly string[] Files = [@"I:\a", @"I:\b", @"I:\d\a", @"I:\d\b", @"I:\d\e\a"];
    private static readonly string[] Directories = [@"I:\d", @"I:\d\e", @"I:\f"];

    private enum Kind
    {
        Write,
        Append,
        Patch,
        SetLength,
        Delete,
        Move,
        MoveDirectory,
        CreateDirectory,
        DeleteDirectory,
        Reboot,
        KeepOpen,
        CloseKept,
    }

    private sealed record Operation(Kind Kind, int First, int Second, int Length, int CutAfter);

    [Fact]
    public void Whatever_happens_the_volume_holds_what_the_model_says()
    {
        var length = Gen.Frequency((4, Gen.Int[0, 600]), (3, Gen.Int[3_900, 9_000]), (1, Gen.Int[0, 50_000]));
        // Every fourth operation or so is cut, somewhere in its first 40 flash operations.
        var cut = Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 40]));
        var operation = Gen.Select(Gen.Enum<Kind>(), Gen.Int[0, 4], Gen.Int[0, 4], length, cut)
            .Select(t => new Operation(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5));
        Gen.Select(operation.Array[1, 50], Gen.ULong).Sample(
            (operations, seed) => new Run(seed).Execute(operations), iter: 300, print: t => Print(t.Item1, t.Item2));
    }

    private static string Print(Operation[] operations, ulong seed) => $"seed {seed}\n{string.Join('\n', operations.AsEnumerable())}";

    private sealed class Run(ulong seed)
    {
        private readonly VolumeRig _rig = new(sectors: 16, seed: seed);
        private Model _model = Model.Empty.WithComparers(StringComparer.Ordinal);
        private BoardFileSystem _files = null!;
        private BoardFile? _kept;
        private string _keptPath = string.Empty;
        private byte[]? _keptContent;
        private int _number;

        public void Execute(Operation[] operations)
        {
            _files = _rig.Mount();
            foreach (var operation in operations)
            {
                _number++;
                if (operation.CutAfter > 0)
                    _rig.CutAt(operation.CutAfter);
                var steps = new List<Model> { _model };
                try
                {
                    Do(operation, steps);
                    _model = steps[^1];
                    _rig.Flash.Intercept = null;
                }
                catch (PowerOffException)
                {
                    _files = _rig.Mount();
                    _kept = null;
                    Assert.Null(_files.FormatReason);
                    _model = steps.Find(m => Dump(m) == VolumeRig.Dump(_files)) ?? steps[0];
                }
                catch (FileSystemException e) when (e.Kind == FileSystemError.NoSpace)
                {
                    // What was durable before the volume was full stays: at most the empty file that was created.
                    _rig.Flash.Intercept = null;
                    steps.RemoveAt(steps.Count - 1);
                    _model = steps.Find(m => Dump(m) == VolumeRig.Dump(_files)) ?? steps[0];
                }

                Assert.Equal(Dump(_model), VolumeRig.Dump(_files));
                Assert.Equal(0, _rig.Flash.ImpossibleProgramCount);
            }

            Assert.Equal(Dump(_model), VolumeRig.Dump(_rig.Mount()));
        }

        private static string Dump(Model model) => string.Concat(model
            .OrderBy(e => e.Key.Replace('\\', '\0'), StringComparer.Ordinal)
            .Select(e => e.Value is null ? VolumeRig.DumpDirectory(e.Key) : VolumeRig.DumpFile(e.Key, e.Value)));

        private static string Parent(string path) => path[..path.LastIndexOf('\\')];

        /// <summary>Does one operation. Each state that is durable on the way is added before the step that makes it so.</summary>
        private void Do(Operation operation, List<Model> steps)
        {
            var file = Files[operation.First];
            var directory = Directories[operation.First % Directories.Length];
            var content = VolumeRig.Bytes(operation.Length, _number);
            switch (operation.Kind)
            {
                case Kind.Write:
                    Edit(steps, file, FileMode.Create, (f, _) => f.Write(content), _ => content);
                    break;
                case Kind.Append:
                    Edit(steps, file, FileMode.Append, (f, _) => f.Write(content), old => [.. old, .. content]);
                    break;
                case Kind.Patch:
                    var patch = content[..Math.Min(content.Length, 700)];
                    var at = operation.Second * 1_500;
                    Edit(steps, file, FileMode.OpenOrCreate, (f, _) => Patch(f, at, patch), old => Patched(old, at, patch));
                    break;
                case Kind.SetLength:
                    Edit(
                        steps,
                        file,
                        FileMode.OpenOrCreate,
                        (f, _) => f.SetLength(operation.Length),
                        old => [.. old.Take(operation.Length), .. new byte[Math.Max(0, operation.Length - old.Length)]]);
                    break;
                case Kind.Delete:
                    Change(steps, DeleteError(file), m => m.Remove(file), () => _files.Delete(file));
                    break;
                case Kind.Move:
                    Move(steps, file, Files[operation.Second]);
                    break;
                case Kind.MoveDirectory:
                    Move(steps, directory, Directories[operation.Second % Directories.Length]);
                    break;
                case Kind.CreateDirectory:
                    foreach (var path in new[] { Parent(directory), directory }.Where(p => p.Length > 2 && !_model.ContainsKey(p)))
                        steps.Add(steps[^1].Add(path, null));
                    _files.CreateDirectory(directory);
                    break;
                case Kind.DeleteDirectory:
                    DeleteDirectory(steps, directory, recursive: operation.Second % 2 == 0);
                    break;
                case Kind.Reboot:
                    _files = _rig.Mount();
                    _kept = null;
                    break;
                case Kind.KeepOpen:
                    KeepOpen(steps, file, content);
                    break;
                case Kind.CloseKept when _kept is not null:
                    var kept = _kept;
                    _kept = null;
                    if (_keptContent is not null)
                        steps.Add(steps[^1].SetItem(_keptPath, _keptContent));
                    kept.Close();
                    break;
            }
        }

        private static void Patch(BoardFile file, int at, byte[] patch)
        {
            file.Seek(at, SeekOrigin.Begin);
            file.Write(patch);
        }

        private static byte[] Patched(byte[] old, int at, byte[] patch)
        {
            if (patch.Length == 0)
                return old;
            var result = new byte[Math.Max(old.Length, at + patch.Length)];
            old.CopyTo(result, 0);
            patch.CopyTo(result, at);
            return result;
        }

        private void Edit(
            List<Model> steps, string path, FileMode mode, Action<BoardFile, byte[]> edit, Func<byte[], byte[]> expect)
        {
            using var file = Open(steps, path, mode);
            if (file is null)
                return;
            var old = steps[^1][path]!;
            steps.Add(steps[^1].SetItem(path, expect(old)));
            edit(file, old);
            file.Close();
        }

        private BoardFile? Open(List<Model> steps, string path, FileMode mode)
        {
            var error = ParentError(path);
            if (error is null && !_model.ContainsKey(path))
                steps.Add(steps[^1].Add(path, []));
            BoardFile? file = null;
            Expect(error, () => file = _files.Open(path, mode, FileAccess.Write));
            return file;
        }

        private void KeepOpen(List<Model> steps, string path, byte[] content)
        {
            if (_kept is not null || Open(steps, path, FileMode.OpenOrCreate) is not { } file)
                return;
            _kept = file;
            _keptPath = path;
            _keptContent = null;
            try
            {
                file.Write(content);
                _keptContent = content.Length == 0 ? null : [.. content, .. steps[^1][path]!.Skip(content.Length)];
            }
            catch (FileSystemException e) when (e.Kind == FileSystemError.NoSpace)
            {
                // A handle that could not write commits nothing when it is closed.
                _keptContent = null;
            }
        }

        private void Move(List<Model> steps, string source, string target)
        {
            FileSystemError? error =
                !_model.ContainsKey(source) ? FileSystemError.NotFound
                : _model.ContainsKey(target) ? FileSystemError.AlreadyExists
                : target.StartsWith(source + "\\", StringComparison.Ordinal) ? FileSystemError.InvalidName
                : ParentError(target) ?? InUse(source);
            Change(
                steps,
                error,
                m => m.Where(e => !IsAtOrBelow(e.Key, source)).Concat(m.Where(e => IsAtOrBelow(e.Key, source))
                    .Select(e => new KeyValuePair<string, byte[]?>(target + e.Key[source.Length..], e.Value)))
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
                () => _files.Move(source, target));
        }

        private void DeleteDirectory(List<Model> steps, string path, bool recursive)
        {
            var below = _model.Keys.Where(k => IsAtOrBelow(k, path) && k != path).ToList();
            FileSystemError? error =
                !_model.ContainsKey(path) ? FileSystemError.DirectoryNotFound
                : below.Count > 0 && !recursive ? FileSystemError.NotEmpty
                : InUse(path);
            if (error is null)
            {
                // Entry by entry: a directory goes when all that is in it is gone.
                var order = below.OrderBy(k => k.Replace('\\', '\0') + (_model[k] is null ? "\0\uFFFF" : string.Empty), StringComparer.Ordinal);
                foreach (var entry in order.Append(path))
                    steps.Add(steps[^1].Remove(entry));
            }

            Expect(error, () => _files.DeleteDirectory(path, recursive));
        }

        private static void Change(List<Model> steps, FileSystemError? error, Func<Model, Model> change, Action action)
        {
            if (error is null)
                steps.Add(change(steps[^1]));
            Expect(error, action);
        }

        private static void Expect(FileSystemError? error, Action action)
        {
            if (error is null)
                action();
            else
                Assert.Equal(error, Assert.Throws<FileSystemException>(action).Kind);
        }

        private FileSystemError? DeleteError(string path) =>
            ParentError(path) ?? (_model.ContainsKey(path) ? InUse(path) : FileSystemError.NotFound);

        private FileSystemError? ParentError(string path) =>
            Parent(path) == "I:" || _model.ContainsKey(Parent(path)) ? null : FileSystemError.DirectoryNotFound;

        private FileSystemError? InUse(string path) =>
            _kept is not null && IsAtOrBelow(_keptPath, path) ? FileSystemError.InUse : null;

        private static bool IsAtOrBelow(string path, string directory) =>
            path == directory || path.StartsWith(directory + "\\", StringComparison.Ordinal);
    }
}
