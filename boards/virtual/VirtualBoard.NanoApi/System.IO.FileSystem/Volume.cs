using VirtualBoard;
using VirtualBoard.FileSystem;
using VirtualBoard.NanoApi;

namespace System.IO;

/// <summary>The board's file system as this API uses it: its refusals become nanoFramework's exceptions.</summary>
internal static class Volume
{
    public const string Drive = @"I:\";

    public static BoardFileSystem Files => Machine.Enter().Board.Files;

    /// <summary>Who has which file open, and the current directory.</summary>
    public static OpenFiles Open => Machine.Enter().Get(static _ => new OpenFiles());

    public static BoardFileInfo? InfoOf(string path) => Do(() => Files.GetInfo(path));

    public static void Do(Action action) => Do(() =>
    {
        action();
        return true;
    });

    public static T Do<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (FileSystemException e)
        {
            throw Error(CodeOf(e.Kind), e.Message);
        }
    }

    public static IOException Error(IOException.IOExceptionErrorCode code, string message = "") => new(message, (int)code);

    private static IOException.IOExceptionErrorCode CodeOf(FileSystemError kind) => kind switch
    {
        FileSystemError.NotFound => IOException.IOExceptionErrorCode.FileNotFound,
        FileSystemError.DirectoryNotFound => IOException.IOExceptionErrorCode.DirectoryNotFound,
        FileSystemError.AlreadyExists => IOException.IOExceptionErrorCode.PathAlreadyExists,
        FileSystemError.PathTooLong => IOException.IOExceptionErrorCode.PathTooLong,
        FileSystemError.NotEmpty => IOException.IOExceptionErrorCode.DirectoryNotEmpty,
        FileSystemError.TooManyHandles => IOException.IOExceptionErrorCode.TooManyOpenHandles,
        FileSystemError.Unauthorized or FileSystemError.InUse => IOException.IOExceptionErrorCode.UnauthorizedAccess,
        FileSystemError.InvalidDrive => IOException.IOExceptionErrorCode.VolumeNotFound,
        _ => IOException.IOExceptionErrorCode.Others,
    };
}
