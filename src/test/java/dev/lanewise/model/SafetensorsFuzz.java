package dev.lanewise.model;

import dev.lanewise.testing.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Safetensors files, see {@link FuzzedFile}: what is read can be written, and is then read as the same. */
public final class SafetensorsFuzz {

    private SafetensorsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Contract.holds(() -> check(FuzzedFile.read(bytes)));
    }

    private static void check(Safetensors read) {
        Safetensors again = FuzzedFile.parse(FuzzedFile.written(read));
        Contract.require(again.metadata().equals(read.metadata()), "loses metadata");
        Contract.require(again.tensors().size() == read.tensors().size(), "loses tensors");
        Contract.require(again.computeChecksum().equals(read.computeChecksum()), "has another checksum");
        for (StoredTensor tensor : read.tensors()) {
            StoredTensor same = again.tensor(tensor.name());
            Contract.require(same != null && Arrays.equals(tensor.shape(), same.shape()), "loses a tensor");
            Contract.require(FuzzedFile.sameBits(tensor.values(), same.values()), "changes values");
            Contract.require(
                    StandardCharsets.UTF_8.newEncoder().canEncode(tensor.name()), "has a name that no file can hold");
        }
    }
}
