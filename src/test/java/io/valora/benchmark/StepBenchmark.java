package io.valora.benchmark;

import static org.bytedeco.openblas.global.openblas.*;

import io.valora.networks.InitialBias;
import io.valora.networks.NetworkConfig;
import io.valora.networks.NetworkKind;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingBatch;
import io.valora.networks.RatingLoss;
import io.valora.networks.RatingNetwork;
import io.valora.networks.Regularization;
import io.valora.networks.Vocabularies;
import io.valora.tower.*;
import java.util.*;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;

public class StepBenchmark {
  static TowerDesign design(int users, int items) {
    return new TowerDesign(
        List.of(new TableShape(users, 32), new TableShape(items, 32)),
        new TowerShape(64, List.of(256, 64), Nonlinearity.RELU, TowerLoss.MSE, 0, 0),
        new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f),
        0,
        0);
  }

  static IndexBatch batch(int users, int items, int rows, Random r) {
    IndexBatch b = new IndexBatch(2, rows);
    b.holds(rows);
    for (int i = 0; i < rows; i++) {
      b.indices()[0][i] = r.nextInt(users);
      b.indices()[1][i] = r.nextInt(items);
      b.labels()[i] = 1 + r.nextInt(5);
    }
    return b;
  }

  public static void main(String[] a) {
    int B = 4096;
    Random r = new Random(1);
    for (int users : new int[] {6041, 10000, 1000000}) {
      TowerDesign d = design(users, 3707);
      float[] p = new float[d.parameters()];
      for (int i = 0; i < p.length; i++) p[i] = (float) (r.nextGaussian() * 0.05);
      TowerReplica rep = new TowerReplica(d);
      rep.load(TowerState.starting(d, p));
      IndexBatch[] bs = new IndexBatch[20];
      for (int i = 0; i < 20; i++) bs[i] = batch(users, 3707, B, r);
      long step = 0;
      double loss = 0;
      for (int k = 0; k < 8; k++) {
        long t = System.nanoTime();
        for (IndexBatch b : bs) loss = rep.train(b, ++step, step);
        double ms = (System.nanoTime() - t) / 1e6 / 20;
        long t2 = System.nanoTime();
        TowerUpdate u = rep.end();
        double e = (System.nanoTime() - t2) / 1e6;
        t2 = System.nanoTime();
        rep.apply(u);
        System.out.printf(
            "users %d step %.2f ms  loss %.4f end %.2f apply %.2f%n",
            users, ms, loss, e, (System.nanoTime() - t2) / 1e6);
      }
    }
    FloatPointer X = new FloatPointer(256 * 65),
        H1 = new FloatPointer(256 * 257),
        H2 = new FloatPointer(256 * 65),
        D1 = new FloatPointer(256 * 257),
        D2 = new FloatPointer(256 * 65),
        DX = new FloatPointer(256 * 65),
        W1 = new FloatPointer(65 * 256),
        W2 = new FloatPointer(257 * 64),
        G1 = new FloatPointer(65 * 256),
        G2 = new FloatPointer(257 * 64);
    for (FloatPointer q : new FloatPointer[] {X, H1, H2, D1, D2, DX, W1, W2, G1, G2}) {
      for (long i = 0; i < q.limit(); i++) q.put(i, (float) Math.sin(i) * 0.1f);
    }
    for (int rep = 0; rep < 6; rep++) {
      long t0 = System.nanoTime();
      int n = 20;
      for (int k = 0; k < n; k++)
        for (int t = 0; t < B / 256; t++) {
          cblas_sgemm(101, 111, 111, 256, 256, 65, 1f, X, 65, W1, 256, 0f, H1, 257);
          cblas_sgemm(101, 111, 111, 256, 64, 257, 1f, H1, 257, W2, 64, 0f, H2, 65);
          cblas_sgemm(101, 112, 111, 257, 64, 256, 1f, H1, 257, D2, 65, t == 0 ? 0f : 1f, G2, 64);
          cblas_sgemm(101, 111, 112, 256, 256, 64, 1f, D2, 65, W2, 64, 0f, D1, 257);
          cblas_sgemm(101, 112, 111, 65, 256, 256, 1f, X, 65, D1, 257, t == 0 ? 0f : 1f, G1, 256);
          cblas_sgemm(101, 111, 112, 256, 64, 256, 1f, D1, 257, W1, 256, 0f, DX, 65);
        }
      System.out.printf("bound %.2f ms%n", (System.nanoTime() - t0) / 1e6 / n);
    }
    if (a.length > 0) {
      ComputationGraph g =
          new RatingNetwork(
                  new NetworkConfig(
                      NetworkKind.EMBEDDING_MLP,
                      32,
                      32,
                      List.of(256, 64),
                      Nonlinearity.RELU,
                      RatingLoss.MSE,
                      InitialBias.MEAN,
                      Regularization.NONE),
                  new Vocabularies(6040, 3706),
                  new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7))
              .create(1, 3);
      for (int k = 0; k < 4; k++) {
        IndexBatch b = batch(6041, 3707, B, r);
        long t = System.nanoTime();
        for (int i = 0; i < 10; i++)
          g.fit(RatingBatch.of(b.indices()[0], b.indices()[1], b.labels()));
        System.out.printf("stock %.2f ms%n", (System.nanoTime() - t) / 1e7);
      }
    }
  }
}
