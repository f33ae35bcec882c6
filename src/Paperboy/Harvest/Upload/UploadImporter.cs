using System.Collections.Concurrent;
using System.Threading.Channels;
using Paperboy.Harvest.Files;
using Paperboy.Indexing;
using Paperboy.Storage;

namespace Paperboy.Harvest.Upload;

/// <summary>Imports uploaded files one after the other, behind the pages.</summary>
public sealed class UploadImporter(
    DataFolder folder, PaperImport import, IndexService indexing, PaperIndex index, IndexQueue queue, ILogger<UploadImporter> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<UploadedImport> _waiting = Channel.CreateUnbounded<UploadedImport>();
    private readonly ConcurrentDictionary<string, UploadedImport> _known = new(StringComparer.Ordinal);
    private FileLock? _using;

    /// <summary>A new place for an upload's bytes.</summary>
    internal UploadedImport Begin(string fileName)
    {
        Directory.CreateDirectory(folder.Uploads);
        var id = Guid.NewGuid().ToString("N");
        return new UploadedImport(id, fileName, Path.Combine(folder.Uploads, id + PaperFile.KeptEnding(fileName)));
    }

    /// <summary>The upload is whole: it takes its turn.</summary>
    internal void Enqueue(UploadedImport upload)
    {
        _known[upload.Id] = upload;
        _waiting.Writer.TryWrite(upload);
    }

    /// <summary>The upload did not fit onto the disk, which the owner should read in the log, too.</summary>
    internal void DiskIsFull(UploadedImport upload) =>
        log.LogError("The upload {File} was not taken: no space is left on the disk of {Folder}", upload.FileName, folder.Uploads);

    public UploadedImport? Find(string id) => _known.GetValueOrDefault(id);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // What a killed process left: nobody waits for it any more, and its user can upload again. Another server on
        // this folder (most often one that was started twice by mistake) still wants its own.
        using (var alone = FileLock.TryExclusive(folder.UploadsLock, "paperboy serve"))
        {
            if (alone is not null && Directory.Exists(folder.Uploads))
                Directory.Delete(folder.Uploads, recursive: true);
        }

        _using = FileLock.TryShared(folder.UploadsLock);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _using?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var upload in _waiting.Reader.ReadAllAsync(stoppingToken))
                await Task.Run(() => Import(upload, stoppingToken), CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // The server stops, which is no failure of ours.
        }
    }

    private void Import(UploadedImport upload, CancellationToken stop)
    {
        try
        {
            upload.State = UploadState.Importing;
            upload.Result = import.Import(
                [upload.Path],
                (share, so) =>
                {
                    upload.Share = share;
                    upload.Result = so;
                },
                stop);
            upload.State = UploadState.Indexing;
            MakeSearchable(stop);
            upload.Share = 1;
            upload.State = UploadState.Done;
            log.LogInformation("Imported the upload {File}: {New} new, {Changed} changed, {Rejected} rejected",
                upload.FileName, upload.Result.New, upload.Result.Changed, upload.Result.Rejected);
        }
        catch (OperationCanceledException)
        {
            // The server stops. What was saved stays, and nobody can ask for this upload any more.
        }
        catch (Exception e)
        {
            upload.Failure = e.Message;
            upload.State = UploadState.Failed;
            log.LogError(e, "The upload {File} could not be imported", upload.FileName);
        }
        finally
        {
            File.Delete(upload.Path);
        }
    }

    private void MakeSearchable(CancellationToken stop)
    {
        var target = queue.CatalogSequence();
        while (!indexing.Drain(stop) && index.Sequence < target)
            stop.WaitHandle.WaitOne(Pause);
    }
}
