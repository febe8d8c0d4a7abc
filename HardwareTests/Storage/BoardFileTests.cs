using System.IO;
using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

/// <summary>Whole files, with a limit.</summary>
[TestClass]
public class BoardFileTests
{
    private const string Path = TestFiles.Prefix + "file";

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(5000)]
    public void Gives_back_what_was_written(int length)
    {
        BoardFile.Write(Path, Bytes.Pattern(length));
        Bytes.AssertEqual(Bytes.Pattern(length), BoardFile.Read(Path, length));
    }

    [TestMethod]
    public void Replaces_a_longer_file_whole()
    {
        BoardFile.Write(Path, Bytes.Pattern(300));
        BoardFile.Write(Path, Bytes.Pattern(20));
        Bytes.AssertEqual(Bytes.Pattern(20), BoardFile.Read(Path, 300));
    }

    [TestMethod]
    public void Refuses_a_file_of_one_byte_more_and_says_how_long_it_is()
    {
        BoardFile.Write(Path, Bytes.Pattern(21));
        try
        {
            BoardFile.Read(Path, 20);
            Assert.IsTrue(false, "it was read");
        }
        catch (IOException e)
        {
            Assert.AreEqual(Path + " has 21 bytes, more than 20", e.Message);
        }
    }

    [TestMethod]
    public void Leaves_a_file_open_to_others_when_it_is_done()
    {
        BoardFile.Write(Path, Bytes.Pattern(3));
        BoardFile.Read(Path, 3);
        File.Delete(Path);
        Assert.IsFalse(File.Exists(Path));
    }

    [TestMethod]
    public void Refuses_a_file_that_is_not_there_and_makes_none()
    {
        TestFiles.Delete(Path);
        Assert.ThrowsException(typeof(IOException), () => BoardFile.Read(Path, 20));
        Assert.IsFalse(File.Exists(Path));
    }

    [Cleanup]
    public void RemoveFile()
    {
        TestFiles.Delete(Path);
    }
}
