package dev.lanewise.kernel;

/** The textbook twin of {@link MachineKernel}. */
final class MachineScalar implements MachineKernel {

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void multiplyAdds(float[] values, int rounds) {
        float v0 = values[0];
        float v1 = values[1];
        float v2 = values[2];
        float v3 = values[3];
        float v4 = values[4];
        float v5 = values[5];
        float v6 = values[6];
        float v7 = values[7];
        float v8 = values[8];
        float v9 = values[9];
        float v10 = values[10];
        float v11 = values[11];
        float v12 = values[12];
        float v13 = values[13];
        float v14 = values[14];
        float v15 = values[15];
        for (int round = 0; round < rounds; round++) {
            v0 = Math.fma(v0, v0, v0);
            v1 = Math.fma(v1, v1, v1);
            v2 = Math.fma(v2, v2, v2);
            v3 = Math.fma(v3, v3, v3);
            v4 = Math.fma(v4, v4, v4);
            v5 = Math.fma(v5, v5, v5);
            v6 = Math.fma(v6, v6, v6);
            v7 = Math.fma(v7, v7, v7);
            v8 = Math.fma(v8, v8, v8);
            v9 = Math.fma(v9, v9, v9);
            v10 = Math.fma(v10, v10, v10);
            v11 = Math.fma(v11, v11, v11);
            v12 = Math.fma(v12, v12, v12);
            v13 = Math.fma(v13, v13, v13);
            v14 = Math.fma(v14, v14, v14);
            v15 = Math.fma(v15, v15, v15);
        }
        values[0] = v0;
        values[1] = v1;
        values[2] = v2;
        values[3] = v3;
        values[4] = v4;
        values[5] = v5;
        values[6] = v6;
        values[7] = v7;
        values[8] = v8;
        values[9] = v9;
        values[10] = v10;
        values[11] = v11;
        values[12] = v12;
        values[13] = v13;
        values[14] = v14;
        values[15] = v15;
    }

    @Override
    public void stream(float[] g, float[][] slabs, int from, int to, float factor) {
        for (float[] slab : slabs) {
            for (int i = from; i < to; i++) {
                slab[i] = Math.fma(g[i], factor, slab[i]);
            }
        }
    }
}
